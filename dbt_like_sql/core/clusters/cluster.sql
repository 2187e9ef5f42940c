-- question: Which clusters that run are the largest, and how sure is that?
-- example: select cluster_name, site_country_code, h100e_count, chip_count, power_mw, first_operational_date, confidence_tier from core.cluster where status = 'existing' and is_in_standard_analysis order by h100e_count desc nulls last, cluster_name limit 10
-- only: core.model_constant = cluster_anonymised_apart_days, cluster_anonymised_spread_ratio
with believed as (
    select cluster_id, attribute, value, value_number, basis, reason_code, source_id
    from core.cluster_fact
    where is_chosen
),

wide as (
    select
        cluster_id,
        max(value) filter (where attribute = 'cluster_name') as cluster_name,
        coalesce(cast(max(value) filter (where attribute = 'is_anonymised') as boolean), false) as is_anonymised,
        string_split(max(value) filter (where attribute = 'owner_organization_ids'), '; ') as owner_organization_ids,
        string_split(max(value) filter (where attribute = 'user_organization_ids'), '; ') as user_organization_ids,
        max(value) filter (where attribute = 'site_country_code') as site_country_code,
        max(value) filter (where attribute = 'owner_country_code') as owner_country_code,
        max(value) filter (where attribute = 'user_country_code') as user_country_code,
        max(value) filter (where attribute = 'status') as status,
        max(value) filter (where attribute = 'confidence_tier') as confidence_tier,
        max(value) filter (where attribute = 'is_single_site') as is_single_site,
        cast(max(value) filter (where attribute = 'first_operational_date') as date) as first_operational_date,
        max(value) filter (where attribute = 'first_operational_date_precision') as first_operational_date_precision,
        cast(max(value) filter (where attribute = 'decommissioned_date') as date) as decommissioned_date,
        max(value) filter (where attribute = 'superseded_by_cluster_id') as superseded_by_cluster_id,
        max(value) filter (where attribute = 'duplicate_of_cluster_id') as duplicate_of_cluster_id,
        coalesce(cast(max(value) filter (where attribute = 'is_in_standard_analysis') as boolean), false) as is_in_standard_analysis,
        max(value) filter (where attribute = 'chip_id') as chip_id,
        max(value) filter (where attribute = 'chip_type') as chip_type,
        max(value_number) filter (where attribute = 'chip_count') as chip_count,
        max(value_number) filter (where attribute = 'chip_count_low') as chip_count_low,
        max(value_number) filter (where attribute = 'chip_count_high') as chip_count_high,
        max(basis) filter (where attribute = 'chip_count') as chip_count_basis,
        max(value_number) filter (where attribute = 'h100e_count') as h100e_count,
        max(basis) filter (where attribute = 'h100e_count') as h100e_count_basis,
        max(value) filter (where attribute = 'h100e_basis') as h100e_basis,
        max(value_number) filter (where attribute = 'peak_dense_fp16_flop_per_s') as peak_dense_fp16_flop_per_s,
        max(basis) filter (where attribute = 'peak_dense_fp16_flop_per_s') as peak_dense_fp16_basis,
        max(value_number) filter (where attribute = 'power_mw') as power_mw,
        max(basis) filter (where attribute = 'power_mw') as power_basis,
        max(value_number) filter (where attribute = 'hardware_cost_usd') as hardware_cost_usd,
        max(basis) filter (where attribute = 'hardware_cost_usd') as hardware_cost_basis,
        string_agg(attribute || ':' || reason_code, '; ' order by attribute) as unknown,
        coalesce(cast(max(value) filter (where attribute = 'is_possible_duplicate') as boolean), false) as is_flagged_duplicate,
        coalesce(cast(max(value_number) filter (where attribute = 'same_content_count') as bigint), 1) as same_content_count,
        max(value) filter (where attribute = 'sector') as sector,
        max(source_id) filter (where attribute = 'cluster_name') as source_id
    from believed
    group by cluster_id
),

near as (
    select
        max(value) filter (constant_id = 'cluster_anonymised_apart_days') as days,
        max(value) filter (constant_id = 'cluster_anonymised_spread_ratio') as ratio
    from core.model_constant
),

named_again as (
    select distinct named.cluster_id
    from wide as named
    join wide as masked on named.site_country_code = masked.site_country_code
    cross join near
    where
        not named.is_anonymised
        and masked.is_anonymised
        and abs(named.first_operational_date - masked.first_operational_date) <= near.days
        and abs(ln(coalesce(
            named.peak_dense_fp16_flop_per_s / masked.peak_dense_fp16_flop_per_s,
            named.h100e_count / masked.h100e_count
        ))) <= ln(near.ratio)
),

confirmed as (
    select row_key, avg(cast(confirmation_status = 'confirmed' as integer)) as confirmed_cell_share
    from core.cell_confirmation
    where table_name = 'core.cluster'
    group by row_key
)

select
    wide.cluster_id,
    wide.cluster_name,
    wide.is_anonymised,
    wide.owner_organization_ids,
    wide.user_organization_ids,
    wide.site_country_code,
    coalesce(owner.country_code, wide.owner_country_code) as owner_country_code,
    coalesce(used_by.country_code, wide.user_country_code) as user_country_code,
    wide.status,
    wide.confidence_tier,
    wide.is_single_site,
    wide.first_operational_date,
    wide.first_operational_date_precision,
    wide.decommissioned_date,
    wide.superseded_by_cluster_id,
    wide.duplicate_of_cluster_id,
    wide.is_in_standard_analysis and named_again.cluster_id is null as is_in_standard_analysis,
    wide.chip_id,
    wide.chip_type,
    wide.chip_count,
    wide.chip_count_low,
    wide.chip_count_high,
    wide.chip_count_basis,
    wide.h100e_count,
    wide.h100e_count_basis,
    wide.h100e_basis,
    wide.peak_dense_fp16_flop_per_s,
    wide.peak_dense_fp16_basis,
    wide.power_mw,
    wide.power_basis,
    wide.hardware_cost_usd,
    wide.hardware_cost_basis,
    wide.unknown,
    case wide.first_operational_date_precision
        when 'year' then cast(date_trunc('year', wide.first_operational_date) as date)
        when 'quarter' then cast(date_trunc('quarter', wide.first_operational_date) as date)
        when 'month' then cast(date_trunc('month', wide.first_operational_date) as date)
        else wide.first_operational_date
    end as first_operational_earliest_date,
    case wide.first_operational_date_precision
        when 'year' then cast(date_trunc('year', wide.first_operational_date) + interval 1 year - interval 1 day as date)
        when 'quarter' then cast(date_trunc('quarter', wide.first_operational_date) + interval 3 month - interval 1 day as date)
        when 'month' then last_day(wide.first_operational_date)
        else wide.first_operational_date
    end as first_operational_latest_date,
    later.first_operational_date as superseded_date,
    wide.is_flagged_duplicate
    or wide.duplicate_of_cluster_id is not null
    or named_again.cluster_id is not null as is_possible_duplicate,
    wide.same_content_count,
    wide.sector,
    wide.source_id,
    confirmed.confirmed_cell_share
from wide
left join confirmed on wide.cluster_id = confirmed.row_key
left join named_again on wide.cluster_id = named_again.cluster_id
left join wide as later on later.cluster_id = wide.superseded_by_cluster_id
left join core.organization as owner on owner.organization_id = wide.owner_organization_ids[1]
left join core.organization as used_by on used_by.organization_id = wide.user_organization_ids[1]
