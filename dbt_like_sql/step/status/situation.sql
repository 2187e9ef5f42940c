select distinct
    situation_id,
    provisions_from_date,
    rule_version_id,
    is_subject_to_ear,
    case_ids,
    letter_event_ids,
    sure_letter_event_ids,
    unaddressed_letter_event_ids,
    letter_bases,
    noted_event_ids,
    foreign_event_ids
from step.item_situation_by_period
