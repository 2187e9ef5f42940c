-- severity: blocking
-- description: no lag between trends is longer than the time from which the trends are known
with lag as (
    select
        country_a_code,
        country_b_code,
        valid_date,
        confidence_tier,
        window_id,
        unnest([
            lag_forward_years_low, lag_forward_years, lag_forward_years_high,
            lag_backward_years_low, lag_backward_years, lag_backward_years_high
        ]) as lag_years
    from metric.compute_gap_by_quarter
)

select
    lag.*,
    trend_window.window_start_date
from lag
join core.trend_window as trend_window on lag.window_id = trend_window.window_id
where abs(lag.lag_years) > (lag.valid_date - trend_window.window_start_date) / 365.25
