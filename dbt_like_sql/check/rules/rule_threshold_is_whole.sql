-- severity: blocking
-- description: a parameter has a number or a reference, a known version, and a term of its own
select
    threshold.threshold_id,
    threshold.rule_version_id,
    threshold.value,
    threshold.reference_locator,
    version.amends_id
from seed.rule_threshold as threshold
left join seed.rule_version as version on threshold.rule_version_id = version.rule_version_id
where
    version.rule_version_id is null
    or version.amends_id is not null
    or (threshold.value is null) = (threshold.reference_locator is null)
    or (threshold.unit = 'reference') != (threshold.value is null)
