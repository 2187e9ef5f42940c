-- severity: blocking
-- holds: fault
-- description: held text states exactly the control parameters of the version's rows, on its day and since; a later capture that says otherwise is held until a person accepts it and curates the amendment, or rejects it
select
    rule_version_id,
    threshold_id,
    paragraph_locator,
    stated,
    found,
    fault,
    text_locator,
    case when is_drift then source_id end as source_id,
    case when is_drift then first_snapshot_id end as first_snapshot_id
from core.rule_threshold_evidence
where not is_proven
