-- severity: blocking
-- description: held text states exactly the control parameters of the version's rows, on its day and since; else `chipledger reject` the capture, or curate the amendment
select rule_version_id, threshold_id, paragraph_locator, stated, found, fault, text_locator
from core.rule_threshold_evidence
where not is_proven
