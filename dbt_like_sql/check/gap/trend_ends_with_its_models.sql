-- severity: blocking
-- description: no trend of training compute, and no gap between two, goes on after the quarter of its last model
with trend as (
    select
        country_code,
        confidence_tier,
        window_id,
        max(valid_date) as last_quarter,
        max(data_through_date) as known_through_date
    from metric.compute_trend_by_country_quarter
    group by country_code, confidence_tier, window_id
),

side as (
    select
        unnest([country_a_code, country_b_code]) as country_code,
        confidence_tier,
        window_id,
        valid_date
    from metric.compute_gap_by_quarter
),

gap as (
    select
        country_code,
        confidence_tier,
        window_id,
        max(valid_date) as last_quarter_of_gap
    from side
    group by country_code, confidence_tier, window_id
)

select
    trend.*,
    gap.last_quarter_of_gap
from trend
left join gap
    on
        trend.country_code = gap.country_code
        and trend.confidence_tier = gap.confidence_tier
        and trend.window_id = gap.window_id
where greatest(trend.last_quarter, gap.last_quarter_of_gap) > trend.known_through_date
