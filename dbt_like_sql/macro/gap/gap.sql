-- description: How far apart two countries' training compute is at the ends of quarters: ratio of their trends with a 90 % interval, and the years that the second is behind; all models count
-- leader: Country that is ahead, or several together
-- follower: Country that is compared, or several together
-- quarter_end: Last day of the quarter
-- ratio_low: Low end of the 90 % interval
-- ratio: Compute trend of the leader over the follower's
-- ratio_high: High end of the 90 % interval
-- ratio_can_be_quoted: Whether the interval of the ratio is narrow enough to be quoted alone; NULL without one
-- ratio_basis: Weakest basis of the points of both trends: reported, estimated or imputed
-- years_behind_low: Low end of the 90 % interval
-- years_behind: Years until the follower's trend reaches the leader's level
-- years_behind_high: High end of the 90 % interval
-- years_can_be_quoted: Whether the interval of the years is; false where it holds zero, NULL without one
-- why_not: Why a number is missing
-- data_through: Last day through which the inputs are known
-- leader_code: The leader, ISO 3166-1 alpha-3 or a roll-up of core.country_rollup
-- follower_code: The follower, likewise
-- example: select quarter_end, ratio_low, ratio, ratio_high, years_behind from gap where leader = 'United States' and follower = 'China' order by quarter_end desc limit 4
create view gap as
with pair as (
    select
        *,
        count_if(is_quotable) over (partition by country_a_code, country_b_code) as quotable_count,
        contains(country_a_code || country_b_code, '_') as has_rollup
    from metric.compute_gap_by_quarter
    where confidence_tier = 'tier_all' and window_id = 'since_2018'
)

select
    leader.area_name as leader,
    follower.area_name as follower,
    pair.valid_date as quarter_end,
    round(pair.compute_gap_ratio_low, 2) as ratio_low,
    round(pair.compute_gap_ratio, 2) as ratio,
    round(pair.compute_gap_ratio_high, 2) as ratio_high,
    pair.is_quotable as ratio_can_be_quoted,
    pair.compute_gap_ratio_basis as ratio_basis,
    round(pair.lag_forward_years_low, 2) as years_behind_low,
    round(pair.lag_forward_years, 2) as years_behind,
    round(pair.lag_forward_years_high, 2) as years_behind_high,
    pair.is_forward_lag_quotable as years_can_be_quoted,
    pair.reason_code as why_not,
    pair.data_through_date as data_through,
    pair.country_a_code as leader_code,
    pair.country_b_code as follower_code
from pair
join core.area_name as leader on pair.country_a_code = leader.area_code
join core.area_name as follower on pair.country_b_code = follower.area_code
order by pair.has_rollup, pair.quotable_count desc, leader, follower, quarter_end desc
