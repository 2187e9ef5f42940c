-- question: Which clusters and data centers are the largest, by one list?
-- example: select system_kind, system_name, stage, h100e_count, valid_from_date from core.compute_system where stage = 'existing' and valid_to_date is null order by h100e_count desc limit 6
with cluster_state as (
    select
        'cluster' as system_kind,
        cluster_id as system_id,
        cast(1 as bigint) as state_number,
        cluster_name as system_name,
        case
            when status = 'planned' then 'planned_' || lower(coalesce(confidence_tier, 'Unknown'))
            else 'existing'
        end as stage,
        confidence_tier,
        site_country_code,
        owner_country_code,
        user_country_code,
        first_operational_date as valid_from_date,
        least(decommissioned_date, superseded_date) as valid_to_date,
        is_anonymised,
        h100e_count,
        h100e_count_basis,
        coalesce(h100e_basis, 'max_op') as h100e_basis,
        chip_count,
        chip_count_low,
        chip_count_high,
        chip_count_basis,
        peak_dense_fp16_flop_per_s,
        peak_dense_fp16_basis,
        power_mw,
        power_basis,
        hardware_cost_usd,
        cluster_id as same_as_cluster_id
    from core.cluster
    where
        (status = 'planned' and is_single_site is distinct from 'no')
        or (
            is_in_standard_analysis
            and first_operational_date is not null
            and (status = 'existing' or decommissioned_date is not null)
        )
),

site_state as (
    select
        *,
        lead(capacity_date) over (
            partition by site_id, is_projection order by capacity_date, occurrence
        ) as next_date,
        row_number() over (
            partition by site_id, is_projection order by capacity_date desc, occurrence desc
        ) = 1 as is_last,
        row_number() over (
            partition by site_id order by capacity_date, occurrence
        ) as state_number
    from core.data_center_capacity
    where status = 'operational'
),

site as (
    select
        site.*,
        owner.country_code as owner_country_code,
        used_by.country_code as user_country_code
    from site_state as site
    left join core.organization as owner
        on site.owner_organization_ids[1] = owner.organization_id
    left join core.organization as used_by
        on site.user_organization_ids[1] = used_by.organization_id
    where not site.is_projection or site.is_last
)

select * from cluster_state
union all
select
    'data_center',
    site_id,
    state_number,
    site_name,
    case when is_projection then 'building' else 'existing' end,
    'Unknown',
    site_country_code,
    owner_country_code,
    user_country_code,
    case when not is_projection then capacity_date end,
    case when not is_projection then next_date end,
    false,
    nullif(h100e_count, 0),
    value_basis,
    'dense_int8',
    null,
    null,
    null,
    null,
    null,
    null,
    nullif(power_mw, 0),
    value_basis,
    null,
    cluster_id
from site
