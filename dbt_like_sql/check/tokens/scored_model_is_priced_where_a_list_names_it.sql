-- severity: blocking
-- description: a scored model that a list of prices, or the register of prices, spells out has a believed price
-- A name spells a model where its slug is the model's id, with or without the version behind it. A
-- curated price without its model would keep the lists' prices of that model out and be lost itself.
with named as (
    select
        source_id,
        model_name,
        slug_of(regexp_extract(model_name, '[^/]+$')) as slug
    from core.token_price
    where model_id is null
),

spelled as (
    select
        source_id,
        model_name,
        slug as model_id
    from named
    union
    select
        source_id,
        model_name,
        regexp_replace(slug, '-([0-9]{3,8}|[0-9]{4}-[0-9]{2}-[0-9]{2})$', '')
    from named
),

scored as (
    select distinct model_id
    from core.benchmark_score
    where is_chosen and model_id is not null
),

priced as (
    select distinct model_id
    from core.token_price
    where is_chosen and model_id is not null
)

select
    spelled.source_id,
    spelled.model_name,
    spelled.model_id
from spelled
join scored on spelled.model_id = scored.model_id
left join priced on spelled.model_id = priced.model_id
where priced.model_id is null or spelled.source_id = 'seed'
