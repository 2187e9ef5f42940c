-- question: How many chips are said to have been smuggled to China, and what do they count?
-- example: select scenario, period_start_date, chip_id, unit_count, chip_share, arrived_h100e_count, unit_count_basis, publisher_id from core.leakage_estimate order by all
with weight as (
    select *
    from core.chip_weight
    where publisher_id in ('epoch-ai', 'datasheet') and h100e_basis = 'dense_int8'
    qualify row_number() over (partition by chip_id order by publisher_id <> 'epoch-ai') = 1
)

select
    estimate.*,
    estimate.unit_count * estimate.chip_share * estimate.retention_share
    * coalesce(estimate.h100e_per_unit_ratio, weight.h100e_per_chip_ratio) as arrived_h100e_count,
    case
        when estimate.h100e_per_unit_ratio is not null then estimate.publisher_id
        else weight.publisher_id
    end as weight_publisher_id
from seed.leakage_estimate as estimate
left join weight on estimate.chip_id = weight.chip_id
