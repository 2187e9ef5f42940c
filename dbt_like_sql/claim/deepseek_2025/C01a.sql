-- only: core.model_constant = claim_legal_free_ratio, claim_legal_bound_ratio
with constant as (
    select
        max(value) filter (where constant_id = 'claim_legal_free_ratio') as free,
        max(value) filter (where constant_id = 'claim_legal_bound_ratio') as bound
    from core.model_constant
),

span as (
    select
        max(first_sku.stop_date) as start_date,
        max(second.effective_date) as middle_date
    from metric.policy_lag_by_rule_event as first_sku
    cross join core.rule_version as second
    where
        first_sku.rule_event_id = 'us-3a090-2022'
        and first_sku.lag_type = 'rule_to_first_sku'
        and first_sku.start_event = 'effective'
        and second.rule_version_id = 'us-3a090-2023'
),

held as (
    select
        best.objective,
        best.as_of_date as from_date,
        lead(best.as_of_date) over (partition by best.objective order by best.as_of_date) as to_date,
        best.best_legal_us_origin_ratio_low as ratio_low,
        best.best_legal_us_origin_ratio_high as ratio_high
    from metric.best_legal_chip_by_destination_group_objective_month as best
    join core.destination_group_member as member
        on
            best.destination_group_id = member.destination_group_id
            and best.end_user_hq_group = member.end_user_hq_group
            and holds_on(best.as_of_date, member.valid_from_date, member.valid_to_date)
    where
        member.country_code = 'CHN'
        and best.designer_home = 'CHN'
        and best.universe = 'datacenter'
        and best.status_side = 'enforced'
),

in_window as (
    select
        held.*,
        span.middle_date - span.start_date as days,
        greatest(
            0, least(held.to_date, span.middle_date) - greatest(held.from_date, span.start_date)
        ) as first_days,
        greatest(
            0,
            least(held.to_date, span.middle_date + cast(span.middle_date - span.start_date as integer))
            - greatest(held.from_date, span.middle_date)
        ) as second_days
    from held
    cross join span
),

averaged as (
    select
        objective,
        sum(ratio_low * first_days) / nullif(sum(first_days), 0) as first_low,
        sum(ratio_high * first_days) / nullif(sum(first_days), 0) as first_high,
        sum(ratio_high * second_days) / nullif(sum(second_days), 0) as second_high,
        sum(second_days) >= max(days) as is_whole
    from in_window
    group by objective
)

select
    concat('objective ', averaged.objective) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    case when averaged.is_whole then
        if(averaged.first_low >= constant.free and averaged.second_high <= constant.bound, 1.0, 0.0)::double
    end as value_low,
    case when averaged.is_whole then if(averaged.first_high <= constant.bound, 0.0, 1.0)::double
    end as value_high,
    'estimated' as value_basis,
    printf(
        'best legal over best chip: %.2f to %.2f before, at most %.2f after', averaged.first_low,
        averaged.first_high, averaged.second_high
    ) as finding
from averaged
cross join constant
