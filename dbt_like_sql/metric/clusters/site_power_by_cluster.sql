-- question: How much power must the largest AI sites be able to draw?
-- example: select cluster_name, chip_count, round(site_power_mw) as site_power_mw, reported_power_mw from metric.site_power_by_cluster where status = 'existing' order by site_power_mw desc, cluster_name limit 5
-- only: core.model_constant = server_power_h100_ratio, server_power_a100_ratio, server_power_v100_ratio, server_power_other_gpu_ratio, server_power_tpu_v1_ratio, server_power_tpu_v2_ratio, server_power_tpu_v3_ratio, server_power_tpu_later_ratio, pue_hyperscaler_ratio, pue_other_ratio; core.coverage = cluster
with owner as (
    select
        cluster_id,
        unnest(owner_organization_ids) as organization_id
    from core.cluster
),

hyperscaler as (
    select distinct owner.cluster_id
    from owner
    join core.organization_cloud as cloud on owner.organization_id = cloud.organization_id
    where cloud.pue_class = 'hyperscaler'
),

sized as (
    select
        cluster.cluster_id,
        coalesce(cluster.first_operational_date, coverage.data_through_date) as valid_date,
        cluster.cluster_name,
        cluster.status,
        cluster.confidence_tier,
        cluster.is_in_standard_analysis,
        cluster.first_operational_date is not null as is_dated,
        cluster.chip_id,
        cluster.chip_count,
        coalesce(cluster.chip_count_low, cluster.chip_count) as chip_count_low,
        coalesce(cluster.chip_count_high, cluster.chip_count) as chip_count_high,
        cluster.power_mw as reported_power_mw,
        chip.tdp_w * multiplier.value / 1e6 as per_chip_mw,
        multiplier.constant_id as multiplier_id,
        chip.is_power_assumed,
        pue.value as pue,
        pue.value_low as pue_low,
        pue.value_high as pue_high,
        pue.constant_id as pue_id,
        coverage.data_through_date
    from core.cluster as cluster
    join core.coverage as coverage on coverage.coverage_id = 'cluster'
    join step.costing_family_by_chip as chip on cluster.chip_id = chip.chip_id
    join core.model_constant as multiplier
        on chip.server_power_constant_id = multiplier.constant_id
    left join hyperscaler on cluster.cluster_id = hyperscaler.cluster_id
    join core.model_constant as pue
        on pue.constant_id = case
            when hyperscaler.cluster_id is null then 'pue_other_ratio'
            else 'pue_hyperscaler_ratio'
        end
    where
        chip.tdp_w is not null
        and cluster.chip_count is not null
        and coalesce(cluster.first_operational_date <= coverage.data_through_date, true)
)

select
    cluster_id,
    valid_date,
    cluster_name,
    status,
    confidence_tier,
    is_in_standard_analysis,
    is_dated,
    chip_id,
    chip_count,
    chip_count_low * per_chip_mw * pue_low as site_power_mw_low,
    chip_count * per_chip_mw * pue as site_power_mw,
    chip_count_high * per_chip_mw * pue_high as site_power_mw_high,
    'estimated' as site_power_mw_basis,
    reported_power_mw,
    site_power_mw / reported_power_mw as calculated_over_reported_ratio,
    'range' as interval_kind,
    list_concat(
        [pue_id, multiplier_id], case when is_power_assumed then ['tpu_v4_power_w'] else [] end
    ) as constant_ids,
    cast(4 as bigint) as input_row_count,
    data_through_date
from sized
