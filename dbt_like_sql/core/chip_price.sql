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
        'seed' as source_id
    from seed.chip_price
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
        'reported' as price_basis,
        'release price as Epoch AI lists it; dates may be padded' as note,
        'Epoch AI, Machine Learning Hardware: ' || hardware.hardware_name || ', snapshot '
            || hardware.first_snapshot_id || ', ' || hardware.source_locator as citation,
        cast(null as varchar) as citation_url,
        hardware.source_id
    from seed.chip_alias as alias
    join raw.epoch_ml_hardware as hardware
        on alias.source_id = hardware.source_id and alias.alias = hardware.hardware_name
    where hardware.release_price_usd is not null and hardware.release_date is not null
    qualify row_number() over (partition by alias.chip_id order by hardware.hardware_name) = 1
)

select * from bundled
union all
select * from epoch_release
