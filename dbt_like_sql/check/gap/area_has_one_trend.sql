-- severity: blocking
-- description: an area has one trend on a day, whichever side of a pair it stands on
with side as (
    select
        valid_date,
        confidence_tier,
        window_id,
        unnest([country_a_code, country_b_code]) as country_code,
        unnest([trend_a_flop, trend_b_flop]) as trend_flop
    from metric.compute_gap_by_quarter
)

select
    country_code,
    valid_date,
    confidence_tier,
    window_id,
    min(trend_flop) as least_trend_flop,
    max(trend_flop) as most_trend_flop
from side
group by country_code, valid_date, confidence_tier, window_id
having count(distinct trend_flop) > 1
