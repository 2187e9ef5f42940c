-- question: What did an hour of an H100 cost, and from whom?
-- example: select observed_date, provider_id, provider_tier, term, price_per_gpu_hour_usd from core.rental_offer where chip_id = 'nvidia-h100-sxm' order by observed_date desc, price_per_gpu_hour_usd limit 10
select
    rental.provider_id,
    rental.hardware_name,
    rental.instance_name,
    rental.instance_gpu_count,
    rental.term,
    rental.region,
    rental.location,
    rental.price_per_gpu_hour_usd_low,
    rental.price_per_gpu_hour_usd,
    rental.price_per_gpu_hour_usd_high,
    rental.price_basis,
    rental.observed_date,
    rental.effective_date,
    rental.confidence_share,
    rental.note,
    rental.rental_price_id as rental_offer_id,
    rental.chip_id,
    provider.provider_tier,
    'seed' as source_id,
    cast(null as varchar) as first_snapshot_id,
    'seed/rental_price.csv, rental_price_id ' || rental.rental_price_id as source_locator,
    rental.citation,
    rental.citation_url
from seed.rental_price as rental
join seed.provider as provider on rental.provider_id = provider.provider_id
