-- severity: blocking
-- description: the name of a rental offer, by which others refer to it, is that of one offer on one day
select rental_offer_id, count(*) as offer_count, min(observed_date) as first_date, max(observed_date) as last_date
from core.rental_offer
group by rental_offer_id
having count(*) > 1
