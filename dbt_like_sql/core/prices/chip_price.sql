-- question: Which prices are known for the H100?
-- example: select price_date, price_kind, market_country_code, price_usd, citation from core.chip_price where chip_id = 'nvidia-h100-sxm' order by price_date
with bundled as (
    select
        chip_price_id,
        chip_id,
        price_date,
        price_date_precision,
        price_kind,
        market_country_code,
        price_usd_low,
        price_usd,
        price_usd_high,
        price_basis,
        note,
        citation,
        citation_url,
        'seed' as source_id,
        cast(null as varchar) as first_snapshot_id,
        'seed/chip_price.csv, chip_price_id ' || chip_price_id as source_locator
    from seed.chip_price
),

epoch_remarked as (
    select
        *,
        coalesce(notes, array_to_string(note_terms, '; ')) as remark
    from raw.epoch_hardware_price
),

epoch_named as (
    select
        *,
        hardware_model || coalesce(
            ', ' || nullif(regexp_extract(cloud_description, '(\d+) ?GB', 1), '') || ' GB', ''
        ) as hardware_name,
        case
            when gpu_count > 1 then 'server_share'
            when remark similar to '(?i).*(list price|launch price|release price).*' then 'list'
            else 'street'
        end as price_kind
    from epoch_remarked
    where
        purchase_price_usd is not null
        and price_date is not null
        and price_source like 'http%'
        and coalesce(remark, '') not like 'Estimated TPU purchase price%'
),

epoch_purchase as (
    select
        'epoch-purchase-' || left(md5(named.price_key), 12) as chip_price_id,
        coalesce(of_name.chip_id, of_model.chip_id) as chip_id,
        named.price_date,
        'day' as price_date_precision,
        named.price_kind,
        cast(null as varchar) as market_country_code,
        cast(null as double) as price_usd_low,
        named.purchase_price_usd as price_usd,
        cast(null as double) as price_usd_high,
        case named.price_kind when 'server_share' then 'imputed' else 'reported' end as price_basis,
        named.remark as note,
        'Epoch AI, hardware prices: ' || named.hardware_model || ', snapshot '
            || named.first_snapshot_id || ', ' || named.source_locator as citation,
        named.price_source as citation_url,
        named.source_id,
        named.first_snapshot_id,
        named.source_locator
    from epoch_named as named
    left join seed.chip_alias as of_name
        on named.source_id = of_name.source_id and named.hardware_name = of_name.alias
    left join seed.chip_alias as of_model
        on named.source_id = of_model.source_id and named.hardware_model = of_model.alias
    qualify row_number() over (
        partition by
            coalesce(of_name.chip_id, of_model.chip_id), named.price_date, named.price_kind,
            named.purchase_price_usd
        order by named.price_key
    ) = 1
),

epoch_listed as (
    select
        *,
        case when price_source like 'http%' and price_source not like '%epoch.ai/%' then price_source end
            as asked_url
    from raw.epoch_ml_hardware
    where
        release_price_usd is not null and release_date is not null
        and hardware_type is distinct from 'TPU'
),

epoch_release as (
    select
        'epoch-' || alias.chip_id as chip_price_id,
        alias.chip_id,
        hardware.release_date as price_date,
        cast(null as varchar) as price_date_precision,
        'list' as price_kind,
        'USA' as market_country_code,
        cast(null as double) as price_usd_low,
        hardware.release_price_usd as price_usd,
        cast(null as double) as price_usd_high,
        case when hardware.asked_url is null then 'estimated' else 'reported' end as price_basis,
        'release price as Epoch AI lists it'
            || case when hardware.asked_url is null then ', of which no document held says who asked it' else '' end
            || '; dates may be padded' as note,
        'Epoch AI, Machine Learning Hardware: ' || hardware.hardware_name || ', snapshot '
            || hardware.first_snapshot_id || ', ' || hardware.source_locator as citation,
        hardware.asked_url as citation_url,
        hardware.source_id,
        hardware.first_snapshot_id,
        hardware.source_locator
    from seed.chip_alias as alias
    join epoch_listed as hardware
        on alias.source_id = hardware.source_id and alias.alias = hardware.hardware_name
    qualify row_number() over (partition by alias.chip_id order by hardware.hardware_name) = 1
),

again as (
    select
        bundled.chip_price_id,
        listed.chip_price_id as listed_price_id,
        listed.source_id
    from bundled
    join (select * from epoch_purchase union all select * from epoch_release) as listed
        on
            bundled.chip_id = listed.chip_id
            and abs(date_diff('day', listed.price_date, bundled.price_date)) <= 31
            and listed.price_usd between 0.99 * bundled.price_usd and 1.01 * bundled.price_usd
),

new_purchase as (
    select *
    from epoch_purchase
    where
        chip_id is not null
        and chip_price_id not in (select listed_price_id from again)
),

stated as (
    select * from bundled
    union all
    select * from new_purchase
),

new_release as (
    select release.*
    from epoch_release as release
    left join stated
        on
            release.chip_id = stated.chip_id
            and stated.price_kind = 'list'
            and release.price_usd between 0.99 * stated.price_usd and 1.01 * stated.price_usd
    where stated.chip_price_id is null
),

priced as (
    select * from stated
    union all
    select * from new_release
),

told as (
    select chip_price_id, source_id from again
    union
    select chip_price_id, source_id from priced where source_id <> 'seed'
),

told_by as (
    select chip_price_id, list(source_id order by source_id) as stated_in_source_ids
    from told
    group by chip_price_id
)

select priced.*, told_by.stated_in_source_ids
from priced
left join told_by on priced.chip_price_id = told_by.chip_price_id
