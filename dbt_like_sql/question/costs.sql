-- title: What GPT-4 cost
-- question: What did the final run of GPT-4 cost, by method?
select method, million_usd_2023_low, million_usd_2023, million_usd_2023_high
from costs
where model = 'GPT-4'
order by method;

-- title: DeepSeek-V3 by method
-- question: What did the final run of DeepSeek-V3 cost?
select method, million_usd_2023_low, million_usd_2023, million_usd_2023_high, why_not
from costs
where model_id = 'deepseek-v3'
order by method;

-- title: The dearest runs
-- question: Which final runs cost the most, by wear and energy?
select model, million_usd_2023_low, million_usd_2023, million_usd_2023_high
from costs
where method = 'amortised'
order by million_usd_2023 desc nulls last, model
limit 8;

-- title: The cost of a run of one's own
-- question: What do 16,384 H100s for 1,882 hours at 40 % utilization cost today?
select method, cost_usd_low, cost_usd, cost_usd_high, cost_usd_basis, provider_count, price_as_of_date
from cost_of_run('H100 SXM', 16384, 1882, 0.4);

-- title: Energy of a run
-- question: Which runs used the most energy?
select model_id, energy_kwh_count, average_power_mw
from metric.training_energy_by_model
order by energy_kwh_count desc nulls last, model_id
limit 5;

-- title: More than the final run
-- question: How much more does a programme cost than its final run?
select
    organization_id, spend_year,
    scope_multiplier_ratio_low, scope_multiplier_ratio, scope_multiplier_ratio_high, reason_code
from metric.cost_scope_multiplier_by_org_year
order by organization_id, spend_year
limit 5;
