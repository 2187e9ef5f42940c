-- description: What an hour of a chip costs in a cloud now, one row a commitment, the shortest first; without enough providers only what is asked, on its day; where nobody offers it, that
-- in_chip: chip: id or name, such as nvidia-h100-sxm or H100 SXM
-- example: select term, usd_per_hour_low, usd_per_hour, usd_per_hour_high, asked_usd_per_hour, providers, day from rental_price('H100 SXM')
create macro rental_price(in_chip) as table
with asked as (
    select asked_item('core.chip', in_chip, (select list(chip_id) from core.chip)) as chip_id
    where asked_here('{release_id}')
)

select
    rent.term,
    rent.usd_per_hour_low,
    rent.usd_per_hour,
    rent.usd_per_hour_high,
    rent.asked_usd_per_hour,
    rent.providers,
    rent.day,
    rent.why_not
from main.rent as rent
join asked using (chip_id)
order by
    list_position((select words from core.word_set where word_set_id = 'rental_term_from_shortest'), rent.term)
