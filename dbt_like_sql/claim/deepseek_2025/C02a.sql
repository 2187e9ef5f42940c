with rule as (
    select
        max(version.effective_date) as effective_date,
        min(threshold.value) filter (where threshold.metric = 'io_bandwidth') as io_gb_per_s,
        min(threshold.value) filter (
            where threshold.metric = 'total_processing_performance'
        ) as tpp
    from core.rule_threshold as threshold
    join core.rule_version as version on threshold.rule_version_id = version.rule_version_id
    where threshold.rule_version_id = 'us-3a090-2022'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(
        parameter.total_processing_performance_tpp >= rule.tpp
        and chip.io_bandwidth_gb_per_s < rule.io_gb_per_s
        and chip.release_date > rule.effective_date, 1.0, 0.0
    )::double as value,
    'reported' as value_basis,
    printf(
        'TPP %.0f against %.0f, I/O %.0f against %.0f GB/s', parameter.total_processing_performance_tpp,
        rule.tpp, chip.io_bandwidth_gb_per_s, rule.io_gb_per_s
    ) as finding
from core.chip as chip
join metric.control_parameter_by_item_rule_version as parameter on chip.chip_id = parameter.item_id
cross join rule
where
    chip.chip_id = 'nvidia-h800-sxm'
    and parameter.rule_version_id = 'us-3a090-2022'
    and parameter.total_processing_performance_tpp is not null
    and chip.io_bandwidth_gb_per_s is not null
