-- question: What did an hour of an H100 cost, and from whom?
-- example: select observed_date, provider_id, provider_tier, term, price_per_gpu_hour_usd from core.rental_offer where chip_id = 'nvidia-h100-sxm' order by observed_date desc, price_per_gpu_hour_usd, provider_id, term limit 10
-- by: observed_date; core.rental_listing as observed_date
with bundled as (
    select
        rental.*,
        rental.rental_price_id as rental_offer_id,
        provider.provider_tier
    from seed.rental_price as rental
    join seed.provider as provider on rental.provider_id = provider.provider_id
),

listed as (
    select
        listing.*,
        provider.provider_tier
    from core.rental_listing as listing
    join seed.provider as provider on listing.provider_id = provider.provider_id
    where listing.term is not null
),

told_by_bundled as (
    select distinct listed.rental_offer_id
    from listed
    join bundled
        on
            listed.provider_id = bundled.provider_id
            and listed.term = bundled.term
            and listed.observed_date = bundled.observed_date
            and round(listed.price_per_gpu_hour_usd, 2) = round(bundled.price_per_gpu_hour_usd, 2)
),

offer as (
    select
        provider_id,
        hardware_name,
        instance_name,
        instance_gpu_count,
        term,
        region,
        location,
        price_per_gpu_hour_usd_low,
        price_per_gpu_hour_usd,
        price_per_gpu_hour_usd_high,
        price_basis,
        observed_date,
        effective_date,
        confidence_share,
        note,
        rental_offer_id,
        chip_id,
        cast(null as varchar) as form_unstated_id,
        provider_tier,
        'seed' as source_id,
        cast(null as varchar) as first_snapshot_id,
        'seed/rental_price.csv, rental_price_id ' || rental_offer_id as source_locator,
        citation,
        citation_url
    from bundled
    union all
    select
        listed.provider_id,
        listed.hardware_name,
        listed.instance_name,
        listed.instance_gpu_count,
        listed.term,
        listed.region,
        listed.location,
        cast(null as double),
        listed.price_per_gpu_hour_usd,
        cast(null as double),
        'reported',
        listed.observed_date,
        cast(null as date),
        listed.confidence_share,
        listed.note,
        listed.rental_offer_id,
        listed.chip_id,
        listed.form_unstated_id,
        listed.provider_tier,
        listed.source_id,
        listed.first_snapshot_id,
        listed.source_locator,
        listed.citation,
        listed.citation_url
    from listed
    left join told_by_bundled on listed.rental_offer_id = told_by_bundled.rental_offer_id
    where told_by_bundled.rental_offer_id is null
),

replaced as (
    select
        old.provider_id,
        old.chip_id,
        old.term,
        round(old.price_per_gpu_hour_usd, 2) as price,
        min(new.effective_date) as replaced_from_date
    from bundled as old
    join bundled as new
        on
            old.provider_id = new.provider_id
            and old.chip_id = new.chip_id
            and old.term = new.term
            and old.effective_date < new.effective_date
            and round(old.price_per_gpu_hour_usd, 2) <> round(new.price_per_gpu_hour_usd, 2)
    where old.confidence_share = 1 and new.confidence_share = 1
    group by all
)

select
    offer.*,
    replaced.price is not null as is_superseded
from offer
left join replaced
    on
        offer.confidence_share < 1
        and offer.provider_id = replaced.provider_id
        and offer.chip_id = replaced.chip_id
        and offer.term = replaced.term
        and round(offer.price_per_gpu_hour_usd, 2) = replaced.price
        and offer.observed_date >= replaced.replaced_from_date
