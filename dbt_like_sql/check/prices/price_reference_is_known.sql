-- severity: warning
-- description: every provider and model that a price or an alias of prices names is known
with named as (
    select 'seed.provider_alias' as table_name, provider_id as named_id, 'core.provider' as wanted
    from seed.provider_alias
    union
    select 'seed.token_price', provider_id, 'core.provider' from seed.token_price
    union
    select 'seed.rental_price', provider_id, 'core.provider' from seed.rental_price
    union
    select 'seed.token_model_alias', model_id, 'core.model_release' from seed.token_model_alias
    union
    select 'seed.token_price', model_id, 'core.model_release' from seed.token_price
    where model_id is not null
),

known as (
    select provider_id as known_id, 'core.provider' as wanted from core.provider
    union
    select model_id, 'core.model_release' from core.model_release
)

select named.table_name, named.named_id, named.wanted
from named
left join known on named.named_id = known.known_id and named.wanted = known.wanted
where known.known_id is null
