-- question: At which prices could a chip be bought, and from which day on?
-- example: select chip_id, price_date, price_usd, server_overhead_ratio, acquisition_date, server_share_price_usd from step.purchase_price_by_chip where chip_id = 'nvidia-h800-sxm' order by price_date
-- only: core.model_constant = server_overhead_a100_ratio, server_overhead_v100_ratio, server_overhead_p100_ratio, server_overhead_other_ratio, chip_release_to_use_days, tpu_v1_price_usd, tpu_v2_price_usd, tpu_v3_price_usd, tpu_v4_price_usd; core.word_set = paid_price_kind
with purchase as (
    select
        chip.chip_id,
        chip.chip_family,
        price.*,
        coalesce(price.note, '') ilike '%DGX%' as is_dgx,
        case
            when price.source_id = 'epoch_hardware_prices'
                then coalesce(price.note, '') ilike '%single-unit%'
            else price.price_kind in ('list', 'street')
        end as is_single_unit,
        coalesce(price.market_country_code, '') = 'CHN' as is_chinese
    from core.chip_price as price
    join step.costing_family_by_chip as chip on price.chip_id = chip.chip_id
    where price.price_kind in (select unnest(words) from core.word_set where word_set_id = 'paid_price_kind')
),

candidate as (
    select
        chip.chip_id as costed_chip_id,
        chip.release_date,
        purchase.*
    from step.costing_family_by_chip as chip
    join purchase
        on
            chip.chip_id = purchase.chip_id
            or (chip.chip_family != 'other' and chip.chip_family = purchase.chip_family)
    where not chip.is_tpu
),

assumption as (
    select
        constant_id,
        value,
        value_basis
    from core.model_constant
),

gpu as (
    select
        candidate.costed_chip_id as chip_id,
        candidate.chip_price_id as purchase_id,
        chip.chip_family,
        candidate.chip_price_id,
        candidate.price_date,
        candidate.price_usd,
        candidate.is_chinese,
        candidate.is_dgx,
        candidate.is_single_unit,
        case when candidate.is_single_unit then overhead.value else 1 end as server_overhead_ratio,
        greatest(
            candidate.price_date,
            coalesce(candidate.release_date + cast(wait.value as integer), candidate.price_date)
        ) as acquisition_date,
        case
            when candidate.is_single_unit and candidate.price_basis = 'reported' then 'estimated'
            else candidate.price_basis
        end as price_basis,
        list_concat(
            ['chip_release_to_use_days'],
            case
                when candidate.is_single_unit then [chip.server_overhead_constant_id] else []
            end
        ) as constant_ids
    from candidate
    join step.costing_family_by_chip as chip on candidate.costed_chip_id = chip.chip_id
    join assumption as overhead on chip.server_overhead_constant_id = overhead.constant_id
    join assumption as wait on wait.constant_id = 'chip_release_to_use_days'
),

tpu as (
    select
        chip.chip_id,
        price.constant_id as purchase_id,
        chip.chip_family,
        cast(null as varchar) as chip_price_id,
        cast(null as date) as price_date,
        price.value as price_usd,
        false as is_chinese,
        false as is_dgx,
        true as is_single_unit,
        overhead.value as server_overhead_ratio,
        chip.release_date as acquisition_date,
        'imputed' as price_basis,
        [price.constant_id, chip.server_overhead_constant_id] as constant_ids
    from step.costing_family_by_chip as chip
    join assumption as price on price.constant_id = chip.chip_family || '_price_usd'
    join assumption as overhead on chip.server_overhead_constant_id = overhead.constant_id
    where chip.is_tpu and chip.release_date is not null
),

priced as (
    select * from gpu
    union all
    select * from tpu
)

select
    chip_id,
    chip_price_id,
    price_date,
    price_usd,
    is_single_unit,
    server_overhead_ratio,
    acquisition_date,
    price_usd * server_overhead_ratio as server_share_price_usd,
    price_basis,
    constant_ids,
    cast(2 as bigint) as input_row_count,
    purchase_id,
    chip_family,
    is_chinese,
    is_dgx
from priced
