-- question: Which captures of the law do we hold, and how much of each part?
-- example: select document_id, entry_count, coverage_note from core.rule_capture order by document_date
with capture as (
    select
        document_id,
        part_number,
        document_date,
        source_id,
        first_snapshot_id,
        bool_or(is_whole_part) as is_whole_part,
        greatest(count(*) filter (where not is_frame), 1) as entry_count,
        count(*) filter (where is_complete and not is_frame) as complete_count,
        cast(sum(element_count) as bigint) as element_count
    from core.rule_capture_entry
    group by document_id, part_number, document_date, source_id, first_snapshot_id
)

select
    document_id,
    'ecfr_capture' as kind,
    part_number,
    document_date,
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
