-- severity: warning
-- description: a provider that offered a chip in the four weeks before a source's last day offers it still
with last_day as (
    select source_id, max(observed_date) as day
    from core.rental_offer
    group by source_id
)

select
    offer.source_id,
    offer.chip_id,
    offer.provider_id,
    offer.term,
    max(offer.observed_date) as last_offer_date,
    last_day.day as last_source_date
from core.rental_offer as offer
join last_day on offer.source_id = last_day.source_id
where offer.source_id <> 'seed' and offer.chip_id is not null
group by all
having max(offer.observed_date) between last_day.day - 28 and last_day.day - 1
