-- description: How far apart two countries' training compute is at the ends of quarters: ratio of their trends with a 90 % interval, and the years that the second is behind; all models count
-- leader: Country that is ahead, or a roll-up
-- follower: Country that is compared
-- quarter_end: Last day of the quarter
-- ratio_low: Low end of the 90 % interval
-- ratio: Compute trend of the leader over the follower's
-- ratio_high: High end of the 90 % interval
-- ratio_can_be_quoted: Whether the interval of the ratio is narrow enough to be quoted alone
-- ratio_basis: Weakest basis of the points of both trends: reported, estimated or imputed
-- years_behind_low: Low end of the 90 % interval
-- years_behind: Years until the follower's trend reaches the leader's level
-- years_behind_high: High end of the 90 % interval
-- years_can_be_quoted: Whether the interval of the years is; NULL where it begins at zero or below
-- why_not: Why a number is missing
-- data_through: Last day through which the inputs are known
-- example: select quarter_end, ratio_low, ratio, ratio_high, years_behind from gap where leader = 'USA' and follower = 'CHN' order by quarter_end desc limit 4
create view gap as
select
    country_a_code as leader,
    country_b_code as follower,
    valid_date as quarter_end,
    round(compute_gap_ratio_low, 2) as ratio_low,
    round(compute_gap_ratio, 2) as ratio,
    round(compute_gap_ratio_high, 2) as ratio_high,
    is_quotable as ratio_can_be_quoted,
    compute_gap_ratio_basis as ratio_basis,
    round(lag_forward_years_low, 2) as years_behind_low,
    round(lag_forward_years, 2) as years_behind,
    round(lag_forward_years_high, 2) as years_behind_high,
    is_forward_lag_quotable as years_can_be_quoted,
    reason_code as why_not,
    data_through_date as data_through
from metric.compute_gap_by_quarter
where confidence_tier = 'tier_all' and window_id = 'since_2018'
