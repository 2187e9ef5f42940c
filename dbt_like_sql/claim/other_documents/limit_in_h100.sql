-- each: P01a = us-3a090-2025-01-740-29-a-consignee-tpp-per-year-max; P02a = us-3a090-2025-01-742-6-b-10-iii-b-1-country-tpp-max
select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    threshold.value / parameter.total_processing_performance_tpp as value,
    'reported' as value_basis,
    printf('%.0f TPP over %.0f of an H100', threshold.value, parameter.total_processing_performance_tpp)
        as finding
from core.rule_threshold as threshold
join metric.control_parameter_by_item_rule_version as parameter
    on threshold.rule_version_id = parameter.rule_version_id
where
    threshold.threshold_id = '{1}'
    and parameter.item_id = 'nvidia-h100-sxm'
