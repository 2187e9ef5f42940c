-- question: How much compute do developers spend for each unit that goes into a final run?
-- example: select organization_id, spend_year, final_run_share, scope_multiplier_ratio_low, scope_multiplier_ratio, scope_multiplier_ratio_high, reason_code from metric.cost_scope_multiplier_by_org_year order by organization_id, spend_year
-- only: core.word_set = counted_spend_unit
with spend as (
    select
        organization_id,
        year(period_end_date) as spend_year,
        spend_unit,
        value_basis,
        value as central,
        coalesce(value_low, value) as low,
        coalesce(value_high, value) as high,
        spend_part
    from core.compute_spend
    where
        spend_unit in (select unnest(words) from core.word_set where word_set_id = 'counted_spend_unit')
        and spend_part in ('training_final', 'research_and_development')
    qualify row_number() over (
        partition by organization_id, spend_year, spend_unit, spend_part
        order by source_id != 'seed', compute_spend_id
    ) = 1
),

disclosed as (
    select
        organization_id,
        year(stated_date) as spend_year,
        'usd' as spend_unit,
        sum(cost_usd) as final_run_cost_usd,
        count(*) as statement_count
    from core.cost_disclosure
    where
        cost_scope = 'final_run' and phase = 'all' and stated_by = 'developer'
        and cost_usd is not null
    group by organization_id, spend_year
),

paired as (
    select
        organization_id,
        spend_year,
        spend_unit,
        max(central) filter (where spend_part = 'training_final') as final_run,
        max(low) filter (where spend_part = 'training_final') as final_run_low,
        max(high) filter (where spend_part = 'training_final') as final_run_high,
        max(central) filter (where spend_part = 'research_and_development') as research,
        max(low) filter (where spend_part = 'research_and_development') as research_low,
        max(high) filter (where spend_part = 'research_and_development') as research_high,
        bool_or(value_basis = 'imputed') as is_imputed,
        bool_or(value_basis = 'estimated') as is_estimated,
        count(*) as spend_count
    from spend
    group by organization_id, spend_year, spend_unit
),

shared as (
    select
        coalesce(paired.organization_id, disclosed.organization_id) as organization_id,
        coalesce(paired.spend_year, disclosed.spend_year) as spend_year,
        coalesce(paired.spend_unit, disclosed.spend_unit) as spend_unit,
        paired.final_run,
        paired.research,
        paired.final_run_low / paired.research_high as raw_low,
        paired.final_run / paired.research as raw,
        paired.final_run_high / paired.research_low as raw_high,
        case when raw_low > 1 then 1 else raw_low end as share_low,
        case when raw > 1 then 1 else raw end as share,
        case when raw_high > 1 then 1 else raw_high end as share_high,
        case
            when paired.is_imputed then 'imputed'
            when paired.is_estimated then 'estimated'
            else 'reported'
        end as basis,
        disclosed.final_run_cost_usd,
        coalesce(paired.spend_count, 0) + coalesce(disclosed.statement_count, 0) as row_count
    from paired
    full join disclosed
        on
            paired.organization_id = disclosed.organization_id
            and paired.spend_year = disclosed.spend_year
            and paired.spend_unit = disclosed.spend_unit
)

select
    organization_id,
    spend_year,
    spend_unit,
    final_run as final_run_value,
    research as research_value,
    share_low as final_run_share_low,
    share as final_run_share,
    share_high as final_run_share_high,
    1 / share_high as scope_multiplier_ratio_low,
    1 / share as scope_multiplier_ratio,
    1 / share_low as scope_multiplier_ratio_high,
    final_run_cost_usd as disclosed_final_run_cost_usd,
    basis as scope_multiplier_ratio_basis,
    case when share is not null then 'range' end as interval_kind,
    case
        when research is null then 'no_programme_spend'
        when final_run is null then 'no_final_run_spend'
    end as reason_code,
    cast([] as varchar[]) as constant_ids,
    row_count as input_row_count
from shared
