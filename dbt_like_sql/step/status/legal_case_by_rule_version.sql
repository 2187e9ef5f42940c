select distinct
    rule_version_id,
    case_id,
    parameter_paragraph,
    is_datacenter,
    is_us_marketed,
    passed_locators,
    designer_group_codes
from step.item_case_by_rule_version
where case_id <> 'none'
