-- severity: blocking
-- description: a stated amount lies in its range, and a period ends after it begins
select compute_spend_id, value_low, value, value_high, period_start_date, period_end_date
from core.compute_spend
where value < value_low or value > value_high or period_end_date < period_start_date
