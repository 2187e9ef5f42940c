-- question: Which captures of the law do we hold, and how much of each part?
-- example: select document_id, entry_count, coverage_note from core.rule_capture order by document_date
with element as (
    select '734' as part_number, * from raw.ecfr_part734
    union all
    select '740' as part_number, * from raw.ecfr_part740
    union all
    select '742' as part_number, * from raw.ecfr_part742
    union all
    select '744' as part_number, * from raw.ecfr_part744
    union all
    select '748' as part_number, * from raw.ecfr_part748
    union all
    select '774' as part_number, * from raw.ecfr_part774
),
entry as (
    select
        part_number,
        source_id,
        first_snapshot_id,
        observed_date,
        entry,
        count(*) as element_count,
        bool_and(is_complete) as is_complete,
        bool_or(is_whole_part) as is_whole_part,
        any_value(entry_count) as entry_count
    from element
    group by all
),
capture as (
    select
        part_number,
        source_id,
        first_snapshot_id,
        observed_date,
        bool_or(is_whole_part) as is_whole_part,
        any_value(entry_count) as entry_count,
        count(*) filter (
            where is_complete and entry <> '774-supp-1' and not starts_with(entry, 'part-')
        ) as complete_count,
        cast(sum(element_count) as bigint) as element_count
    from entry
    group by part_number, source_id, first_snapshot_id, observed_date
)
select
    concat_ws('-', 'ecfr', part_number, observed_date, first_snapshot_id) as document_id,
    'ecfr_capture' as kind,
    part_number,
    observed_date as document_date,
    entry_count,
    complete_count as complete_entry_count,
    element_count,
    is_whole_part,
    concat(
        case when is_whole_part then 'the whole part: ' else 'some entries of the part: ' end,
        entry_count, ' entries, ', complete_count, ' of them without known gaps'
    ) as coverage_note,
    source_id,
    first_snapshot_id
from capture
