-- question: What markup did DeepSeek's day of serving have, by which tokens are paid for?
-- example: select scenario, serving_cost_usd, round(serving_revenue_usd) as serving_revenue_usd, round(markup_ratio, 2) as markup_ratio, round(margin_share, 2) as margin_share from metric.serving_margin_by_org_period where organization_id = 'deepseek' order by markup_ratio desc
-- only: core.model_constant = serving_paid_share, serving_discount_share
with assumption as (
    select
        max(value_low) filter (where constant_id = 'serving_paid_share') as paid_low,
        max(value) filter (where constant_id = 'serving_paid_share') as paid,
        max(value_high) filter (where constant_id = 'serving_paid_share') as paid_high,
        max(value_low) filter (where constant_id = 'serving_discount_share') as discount_low,
        max(value) filter (where constant_id = 'serving_discount_share') as discount,
        max(value_high) filter (where constant_id = 'serving_discount_share') as discount_high
    from core.model_constant
),

served as (
    select
        serving_report_id,
        organization_id,
        unnest(model_ids) as model_id,
        cast(period_start_at as date) as day
    from core.serving_report
),

listed as (
    select
        served.serving_report_id,
        served.model_id,
        max(price.price_per_million_tokens_usd) filter (where price.token_class = 'cached_input')
            as cached,
        max(price.price_per_million_tokens_usd) filter (where price.token_class = 'input')
            as uncached,
        max(price.price_per_million_tokens_usd) filter (where price.token_class = 'output')
            as output
    from served
    join core.token_price as price
        on
            served.model_id = price.model_id
            and served.organization_id = price.provider_id
            and holds_on(served.day, price.effective_from_date, price.effective_to_date)
    where
        price.is_headline and not price.is_zero_stated
    group by served.serving_report_id, served.model_id
),

list_price as (
    select
        serving_report_id,
        min(cached) as cached_low,
        min(uncached) as uncached_low,
        min(output) as output_low,
        max(cached) as cached_high,
        max(uncached) as uncached_high,
        max(output) as output_high
    from listed
    group by serving_report_id
),

priced as (
    select
        report.*,
        assumption.*,
        list_price.* exclude (serving_report_id),
        report.average_node_count * report.gpus_per_node_count * report.period_hour_count
            as gpu_hour_count,
        gpu_hour_count * report.price_per_gpu_hour_usd as serving_cost_usd,
        report.price_per_million_cached_input_tokens_usd as cached,
        report.price_per_million_uncached_input_tokens_usd as uncached,
        report.price_per_million_output_tokens_usd as output
    from core.serving_report as report
    cross join assumption
    left join list_price on report.serving_report_id = list_price.serving_report_id
),

scenario as (
    select *, 'as_disclosed' as scenario, 1.0 as share, 0.0 as off, cached as c, uncached as u, output as o
    from priced
    union all
    select *, 'list_price_low', 1.0, 0.0, cached_low, uncached_low, output_low from priced
    union all
    select *, 'list_price_high', 1.0, 0.0, cached_high, uncached_high, output_high from priced
    union all
    select *, 'partly_paid_low', paid_low, discount_high, cached, uncached, output from priced
    union all
    select *, 'partly_paid', paid, discount, cached, uncached, output from priced
    union all
    select *, 'partly_paid_high', paid_high, discount_low, cached, uncached, output from priced
),

earned as (
    select
        *,
        share * (1 - off) * (
            cached_input_token_count * c
            + (input_token_count - cached_input_token_count) * u
            + output_token_count * o
        ) / 1e6 as revenue
    from scenario
),

deflated as (
    select
        earned.serving_report_id,
        earned.scenario,
        price_index.to_2023_ratio
    from earned
    join core.price_index as price_index
        on price_index.month_start_date <= cast(earned.period_start_at as date)
    where price_index.deflator_id = 'cpi_u'
    qualify row_number() over (
        partition by earned.serving_report_id, earned.scenario
        order by price_index.month_start_date desc
    ) = 1
)

select
    earned.organization_id,
    earned.period_start_at,
    earned.period_end_at,
    earned.scenario,
    earned.serving_report_id,
    earned.gpu_hour_count,
    earned.input_token_count,
    earned.output_token_count,
    earned.cached_input_token_count / earned.input_token_count as cached_input_share,
    cast(earned.share as double) as paid_share,
    cast(earned.off as double) as discount_share,
    earned.serving_cost_usd,
    earned.revenue as serving_revenue_usd,
    earned.revenue / earned.serving_cost_usd - 1 as markup_ratio,
    1 - earned.serving_cost_usd / earned.revenue as margin_share,
    earned.serving_cost_usd / earned.output_token_count * 1e6
        as cost_per_million_output_tokens_usd,
    earned.serving_cost_usd * deflated.to_2023_ratio as serving_cost_usd_2023,
    earned.revenue * deflated.to_2023_ratio as serving_revenue_usd_2023,
    case
        when earned.scenario like 'partly_paid%' then 'imputed' else 'estimated'
    end as serving_revenue_usd_basis,
    'scenario' as interval_kind,
    case
        when earned.serving_cost_usd is null then 'no_cost_inputs'
        when earned.input_token_count is null or earned.output_token_count is null
            then 'no_token_classes'
        when earned.revenue is null then 'no_token_price'
    end as reason_code,
    case
        when earned.scenario like 'partly_paid%'
            then ['serving_discount_share', 'serving_paid_share']
        else []
    end as constant_ids,
    cast(2 as bigint) as input_row_count
from earned
left join deflated
    on earned.serving_report_id = deflated.serving_report_id and earned.scenario = deflated.scenario
