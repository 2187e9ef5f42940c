-- severity: blocking
-- description: every chip that an alias, a price or a variant names is in the register
with named as (
    select 'seed.chip_alias' as table_name, chip_id from seed.chip_alias
    union
    select 'core.chip_price', chip_id from core.chip_price
    union
    select 'core.chip', variant_of_chip_id from core.chip where variant_of_chip_id is not null
)

select named.table_name, named.chip_id
from named
left join core.chip as chip on named.chip_id = chip.chip_id
where chip.chip_id is null
