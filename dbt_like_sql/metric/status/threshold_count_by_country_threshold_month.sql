-- question: How many chips of each country stand above 4800 TPP, month by month?
-- example: select country_code, above_count, undetermined_count, below_count from metric.threshold_count_by_country_threshold_month where threshold_id = 'us-3a090-2023-3a090-a-1-tpp-min' and as_of_date = date '2024-03-31' order by above_count desc, country_code limit 5
-- only: core.coverage = chip, rule, training_compute; core.word_set = met_at_equal, tier_likely_plus
with met_at_equal as (
    select unnest(words) as operator
    from core.word_set
    where word_set_id = 'met_at_equal'
),

model_standing as (
    select
        headroom.*,
        model.base_model_id,
        coalesce(not list_has_any(model.country_codes, base.country_codes), false) as is_of_foreign_base,
        base.compute_flop as base_flop,
        coalesce(base.compute_flop_low, base.compute_flop) as base_flop_low,
        coalesce(base.compute_flop_high, base.compute_flop) as base_flop_high,
        unnest(
            ['tier_all']
            || case
                when headroom.confidence_tier in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
                    then ['tier_likely_plus']
                else []
            end
            || case when headroom.confidence_tier = 'Confident' then ['tier_confident'] else [] end
        ) as tier_cut
    from metric.threshold_headroom_by_model_threshold_date as headroom
    join core.model_release as model on headroom.model_id = model.model_id
    left join core.model_release as base on model.base_model_id = base.model_id
),

own_run as (
    select model.*
    from model_standing as model
    left join model_standing as base
        on
            model.base_model_id = base.model_id
            and model.threshold_id = base.threshold_id
            and model.tier_cut = base.tier_cut
            and (model.value > model.threshold_value)
            is not distinct from (base.value > base.threshold_value)
    where
        base.model_id is null
        or model.is_of_foreign_base
        or model.value - base.value >= model.threshold_value
),

own_training as (
    select
        * replace (
            case
                when not is_of_foreign_base or value < base_flop then value
                else value - base_flop
            end as value,
            case
                when not is_of_foreign_base or value < base_flop then coalesce(value_low, value)
                else coalesce(value_low, value) - base_flop_high
            end as value_low,
            case
                when not is_of_foreign_base or value < base_flop then coalesce(value_high, value)
                else coalesce(value_high, value) - coalesce(base_flop_low, 0)
            end as value_high
        ),
        operator in (select operator from met_at_equal) as is_met_at_equal
    from own_run
),

placed as (
    select
        * replace (
            case
                when not is_of_foreign_base then position
                when value_low > threshold_value or (value_low = threshold_value and is_met_at_equal)
                    then 'above'
                when value_high < threshold_value or (value_high = threshold_value and not is_met_at_equal)
                    then 'below'
                else 'undetermined'
            end as position
        )
    from own_training
),

reasoned as (
    select
        * replace (
            case
                when not is_of_foreign_base then reason_code
                when position <> 'undetermined' then null
                when value_low is null then 'unknown_value'
                else 'interval_straddles'
            end as reason_code
        )
    from placed
),

subject_standing as (
    select
        'chip' as subject,
        threshold_id,
        maker_country_code as country_code,
        'tier_all' as confidence_tier,
        as_of_date as from_date,
        valid_to_date,
        position,
        reason_code,
        rule_version_id,
        value,
        threshold_value,
        operator
    from metric.threshold_headroom_by_item_threshold_date
    where release_date is not null
    union all
    select
        'model',
        threshold_id,
        unnest(country_codes),
        tier_cut,
        as_of_date,
        valid_to_date,
        position,
        reason_code,
        rule_version_id,
        value,
        threshold_value,
        operator
    from reasoned
),

standing as (
    select
        *,
        value > threshold_value
        or (value = threshold_value and operator in (select operator from met_at_equal)) as is_estimate_above
    from subject_standing
),

through as (
    select
        'chip' as subject,
        min(data_through_date) as data_through_date
    from core.coverage
    where coverage_id in ('chip', 'rule')
    union all
    select
        'model',
        min(data_through_date)
    from core.coverage
    where coverage_id in ('training_compute', 'rule')
),

month as (
    select
        subject,
        data_through_date,
        last_day(cast(unnest(generate_series(
            timestamp '2022-01-01', cast(data_through_date as timestamp), interval 1 month
        )) as date)) as month_end_date
    from through
)

select
    standing.subject,
    standing.threshold_id,
    standing.rule_version_id,
    standing.country_code,
    standing.confidence_tier,
    month.month_end_date as as_of_date,
    count(*) filter (where standing.position = 'above') as above_count,
    count(*) filter (where standing.is_estimate_above) as estimate_above_count,
    count(*) filter (where standing.reason_code = 'interval_straddles') as straddling_count,
    count(*) filter (where standing.position = 'undetermined') as undetermined_count,
    count(*) filter (where standing.position = 'below') as below_count,
    month.data_through_date
from standing
join month
    on
        standing.subject = month.subject
        and month.month_end_date <= month.data_through_date
        and holds_on(month.month_end_date, standing.from_date, standing.valid_to_date)
group by
    standing.subject,
    standing.threshold_id,
    standing.rule_version_id,
    standing.country_code,
    standing.confidence_tier,
    month.month_end_date,
    month.data_through_date
