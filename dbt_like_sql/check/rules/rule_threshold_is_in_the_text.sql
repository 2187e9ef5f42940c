-- severity: blocking
-- description: held text states exactly the control parameters of the version's rows, none else
select rule_version_id, threshold_id, paragraph_locator, stated, found, fault, text_locator
from core.rule_threshold_evidence
where not is_proven
