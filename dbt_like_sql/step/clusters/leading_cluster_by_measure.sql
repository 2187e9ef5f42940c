-- only: core.model_constant = cluster_h100e_per_chip_ratio
with cluster as (
    select
        *,
        coalesce(decommissioned_date, date '9999-12-31') as last_date,
        coalesce(superseded_date, date '9999-12-31') as superseded_from_date
    from core.cluster
    where
        first_operational_date is not null
        and is_in_standard_analysis
        and (status = 'existing' or (status = 'decommissioned' and decommissioned_date is not null))
),

fewest as (
    select value as h100e_per_chip_ratio
    from core.model_constant
    where constant_id = 'cluster_h100e_per_chip_ratio'
),

measured as (
    select *, 'h100e_count' as measure, h100e_count as value from cluster
    union all
    select cluster.*, 'chip_count', cluster.chip_count
    from cluster
    cross join fewest
    where cluster.h100e_count / cluster.chip_count >= fewest.h100e_per_chip_ratio
    union all
    select *, 'dense_fp16', peak_dense_fp16_flop_per_s from cluster
    union all
    select *, 'power', power_mw from cluster
),

known as (
    select * from measured where value is not null
)

select
    known.measure,
    known.cluster_id,
    any_value(known.cluster_name) as cluster_name,
    any_value(known.site_country_code) as site_country_code,
    any_value(known.first_operational_date) as first_operational_date,
    any_value(known.confidence_tier) as confidence_tier,
    any_value(known.value) as value,
    any_value(known.hardware_cost_usd) as hardware_cost_usd,
    1 + count(larger.cluster_id) as rank_count
from known
left join known as larger
    on
        known.measure = larger.measure
        and larger.value > known.value
        and larger.first_operational_date <= known.first_operational_date
        and known.first_operational_date < larger.last_date
        and known.first_operational_date < larger.superseded_from_date
group by known.measure, known.cluster_id
