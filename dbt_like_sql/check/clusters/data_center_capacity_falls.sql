-- severity: warning
-- description: power, chips and cost of a site do not fall from one day to the next
with ordered as (
    select
        site_id, capacity_date, power_mw, h100e_count, capital_cost_usd,
        lag(power_mw) over site as power_before_mw,
        lag(h100e_count) over site as h100e_before_count,
        lag(capital_cost_usd) over site as capital_cost_before_usd
    from core.data_center_capacity
    window site as (partition by site_id order by capacity_date, occurrence)
)

select *
from ordered
where power_mw < power_before_mw or h100e_count < h100e_before_count
    or capital_cost_usd < capital_cost_before_usd
