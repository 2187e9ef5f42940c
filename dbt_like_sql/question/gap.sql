-- title: The compute gap
-- question: How far is China behind the United States in training compute?
select quarter_end, ratio_low, ratio, ratio_high, years_behind
from gap
where leader = 'United States' and follower = 'China'
order by quarter_end desc
limit 4;

-- title: The largest run of a country
-- question: What are China's largest training runs, month by month?
select valid_date, model_name, compute_flop
from largest_run('China', 'org_hq')
where confidence_tier = 'tier_all'
limit 6;

-- title: The gap of largest runs
-- question: How many times larger is the largest known run of the United States, by the cut of confidence whose interval can be quoted alone?
select valid_date, run_gap_ratio_low, run_gap_ratio, run_gap_ratio_high, model_a_id, model_b_id, confidence_tier
from largest_run_gap('USA', 'China', 'org_hq')
where confidence_tier = quotable_tier
limit 3;

-- title: Months behind in capability
-- question: How many months ago did the United States have what China's best model has?
select valid_date, lag_months, leader_model_version, follower_model_version
from metric.capability_lag_by_day
where
    leader_country_code = 'USA' and follower_country_code = 'CHN'
    and scale_id = 'eci' and country_basis = 'org_hq'
order by valid_date desc
limit 3;

-- title: Any two countries
-- question: How far is France behind South Korea? The pair is not listed, so there is no interval
select valid_date, compute_gap_ratio, lag_forward_years, reason_code
from compute_gap('South Korea', 'France')
where confidence_tier = 'tier_all'
limit 3;

-- title: Growth of the frontier
-- question: By which factor does each country's frontier grow a year, and by how many models is that known?
select country_code, valid_date, growth_per_year_ratio, input_row_count as models, last_date as last_model
from metric.compute_trend_by_country_quarter
where confidence_tier = 'tier_all' and window_id = 'since_2018' and is_chosen
qualify valid_date = max(valid_date) over (partition by country_code)
order by models desc, country_code
limit 8;
