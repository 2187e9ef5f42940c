-- severity: blocking
-- description: a level of rent has the fewest providers that make one, and after the first week of its chain so many that are matched with the week before
select rent.chip_id, rent.provider_tier, rent.term, rent.region, rent.week_start_date, rent.provider_count,
    rent.matched_provider_count
from metric.rental_index_by_chip_week as rent
join core.model_constant as fewest on fewest.constant_id = 'rental_min_provider_count'
where
    rent.provider_count < fewest.value
    or (rent.week_start_date > rent.chain_start_date and rent.matched_provider_count < fewest.value)
