-- question: How far is China behind the United States on the capability index, on average?
-- example: select scale_id, country_basis, from_date, day_average_lag_months, shortest_lag_months, longest_lag_months, release_average_lag_months from metric.capability_lag_by_pair where leader_country_code = 'USA' and follower_country_code = 'CHN' and scale_id = 'eci' order by from_date, country_basis
with daily as (
    select
        *,
        follower_model_version is distinct from lag(follower_model_version) over (
            partition by leader_country_code, follower_country_code, scale_id, country_basis
            order by valid_date
        ) as is_release
    from metric.capability_lag_by_day
),

start as (
    select distinct
        leader_country_code,
        follower_country_code,
        scale_id,
        country_basis,
        cast(date_trunc('year', valid_date) as date) as from_date
    from daily
)

select
    start.leader_country_code,
    start.follower_country_code,
    start.scale_id,
    start.country_basis,
    start.from_date,
    max(daily.valid_date) as until_date,
    round(avg(daily.lag_months), 9) as day_average_lag_months,
    min(daily.lag_months) as shortest_lag_months,
    max(daily.lag_months) as longest_lag_months,
    round(avg(daily.lag_months) filter (daily.is_release), 9) as release_average_lag_months,
    count(daily.lag_months) as day_count,
    count(*) filter (daily.reason_code = 'follower_ahead') as follower_ahead_day_count,
    count(daily.lag_months) filter (daily.is_release) as release_count,
    count(*) as input_row_count
from start
join daily
    on
        start.leader_country_code = daily.leader_country_code
        and start.follower_country_code = daily.follower_country_code
        and start.scale_id = daily.scale_id
        and start.country_basis = daily.country_basis
        and daily.valid_date >= start.from_date
group by all
