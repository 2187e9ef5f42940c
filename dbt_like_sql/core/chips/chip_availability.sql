-- question: Since when could a chip be had, and what proves it?
-- example: select chip_id, announced_date, available_by_date, available_basis, evidence from core.chip_availability where chip_id in ('nvidia-h20', 'nvidia-b100', 'huawei-ascend-970', 'biren-br100') order by chip_id
-- only: core.word_set = tier_likely_plus
with stated as (
    select
        chip_id,
        'shipping_date' as available_basis,
        case shipping_date_precision
            when 'year' then last_day(shipping_date + interval 11 month)
            when 'quarter' then last_day(shipping_date + interval 2 month)
            when 'month' then last_day(shipping_date)
            else shipping_date
        end as by_date,
        'core.chip_fact, shipping_date ' || shipping_date as evidence
    from core.chip
    where shipping_date is not null
),

shipped as (
    select
        chip_id,
        'first_shipment',
        coalesce(stated_until_date, period_end_date),
        source_locator
    from core.chip_shipment
    where is_chosen and period_kind = 'flow' and chip_id <> 'all' and unit_count > 0
),

rented as (
    select
        chip_id,
        'first_rental_offer',
        observed_date,
        source_locator
    from core.rental_offer
    where chip_id is not null
),

operated as (
    select
        chip_id,
        'first_cluster',
        first_operational_latest_date,
        'core.cluster ' || cluster_id
    from core.cluster
    where
        chip_id is not null and status = 'existing'
        and confidence_tier in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
        and first_operational_latest_date is not null
),

proof as (
    select * from stated
    union all
    select * from shipped
    union all
    select * from rented
    union all
    select * from operated
),

first_proof as (
    select *
    from proof
    qualify row_number() over (
        partition by chip_id order by by_date, available_basis, evidence
    ) = 1
)

select
    chip.chip_id,
    chip.release_date as announced_date,
    first_proof.by_date as available_by_date,
    first_proof.available_basis,
    first_proof.evidence,
    case
        when first_proof.chip_id is not null then null
        when chip.unknown like '%shipping_date:not_applicable%' then 'never_shipped'
        when chip.release_date is null then 'not_announced'
        else 'shipping_unknown'
    end as reason_code
from core.chip as chip
left join first_proof on chip.chip_id = first_proof.chip_id
