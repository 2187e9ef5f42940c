-- description: What the final training run of a model cost, in million dollars of 2023, by method: amortised (wear of the hardware and energy), upfront (purchase of the cluster), cloud (rent); of other models why no cost is known
-- model: Name of the model
-- method: amortised, upfront or cloud; NULL: no cost is known by any
-- million_usd_2023_low: Low end in million dollars of 2023
-- million_usd_2023: Million US dollars of 2023
-- million_usd_2023_high: High end in million dollars of 2023
-- can_be_quoted: Whether the interval is narrow enough to be quoted alone; NULL without one
-- basis: Weakest basis of the inputs: reported, estimated or imputed
-- chip: Chip it was trained on
-- chips: Number of chips
-- started: Day on which training began
-- why_not: Why a number is missing, see step.uncosted_model where it is missing by every method
-- model_id: Id of core.model_release
-- example: select model, method, million_usd_2023_low, million_usd_2023, million_usd_2023_high from costs where model = 'GPT-4' order by method
create view costs as
with million as (
    select
        *,
        cost_usd_2023_low / 1e6 as low,
        cost_usd_2023 / 1e6 as central,
        cost_usd_2023_high / 1e6 as high
    from metric.training_cost_by_model_method
)

select
    model.model_name as model,
    million.method,
    round(million.low, greatest(2, 1 - cast(floor(log10(nullif(million.low, 0))) as integer)))
        as million_usd_2023_low,
    round(million.central, greatest(2, 1 - cast(floor(log10(nullif(million.central, 0))) as integer)))
        as million_usd_2023,
    round(million.high, greatest(2, 1 - cast(floor(log10(nullif(million.high, 0))) as integer)))
        as million_usd_2023_high,
    million.is_quotable as can_be_quoted,
    million.cost_usd_basis as basis,
    million.chip_name as chip,
    million.training_chip_count as chips,
    million.training_start_date as started,
    coalesce(million.reason_code, uncosted.reason_code) as why_not,
    model.model_id
from core.model_release as model
left join million on model.model_id = million.model_id
left join step.uncosted_model as uncosted on model.model_id = uncosted.model_id
order by million.method is null, model.release_date desc nulls last, model, million.method
