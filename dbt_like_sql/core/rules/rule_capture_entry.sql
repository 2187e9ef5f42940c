-- question: Which entries does a capture hold, and which of them are whole?
-- example: select entry, missing_sections from core.rule_capture_entry where not is_complete limit 5
with element as (
    select '734' as part_number, * from raw.ecfr_part734
    union all
    select '740' as part_number, * from raw.ecfr_part740
    union all
    select '742' as part_number, * from raw.ecfr_part742
    union all
    select '744' as part_number, * from raw.ecfr_part744
    union all
    select '746' as part_number, * from raw.ecfr_part746
    union all
    select '748' as part_number, * from raw.ecfr_part748
    union all
    select '772' as part_number, * from raw.ecfr_part772
    union all
    select '774' as part_number, * from raw.ecfr_part774
)

select
    concat_ws('-', 'ecfr', part_number, observed_date, first_snapshot_id) as document_id,
    entry,
    part_number,
    observed_date as document_date,
    entry = '774-supp-1' or starts_with(entry, 'part-') as is_frame,
    any_value(entry_heading) as entry_heading,
    count(*) as element_count,
    bool_and(is_complete) as is_complete,
    any_value(missing_sections) as missing_sections,
    any_value(incomplete_reason) as incomplete_reason,
    bool_or(is_whole_part) as is_whole_part,
    any_value(source_id) as source_id,
    first_snapshot_id
from element
group by part_number, observed_date, first_snapshot_id, entry
