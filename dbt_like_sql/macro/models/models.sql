-- description: Every AI model in plain words: who made it, when, with how much compute, data and chips, and who can have it; NULL where not known
-- model: Name of the model
-- organizations: Who developed it
-- countries: Countries of the developers
-- released: Day of release
-- released_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL: not stated
-- training_flop: Training compute in FLOP
-- training_flop_basis: reported, estimated or imputed
-- confidence: How sure the source is
-- billion_parameters: Parameters in billions
-- billion_training_tokens: Tokens of the training data of a language model in billions
-- training_hardware: Chips it was trained on, as stated
-- training_chips: Number of those chips
-- weights_access: Who can have the weights
-- country_codes: Countries of the developers, ISO 3166-1 alpha-3
-- model_id: Id of core.model_release
-- example: select model, organizations, released, training_flop from models where training_flop is not null order by training_flop desc limit 5
create view models as
with billion as (
    select
        *,
        parameter_count / 1e9 as parameters,
        case when list_contains(domains, 'Language') then dataset_token_count / 1e9 end as tokens
    from core.model_release
),

named as (
    select
        model.model_id,
        string_agg(area.area_name, ', ' order by area.area_name) as countries
    from (
        select model_id, unnest(country_codes) as country_code
        from core.model_release
    ) as model
    join core.area_name as area on model.country_code = area.area_code
    group by model.model_id
)

select
    billion.model_name as model,
    array_to_string(billion.organization_names, ', ') as organizations,
    named.countries,
    billion.release_date as released,
    billion.release_date_precision as released_precision,
    cast(format('{:.4g}', billion.compute_flop) as double) as training_flop,
    billion.compute_flop_basis as training_flop_basis,
    billion.confidence_tier as confidence,
    round(billion.parameters, greatest(2, 1 - cast(floor(log10(nullif(billion.parameters, 0))) as integer))) as billion_parameters,
    round(billion.tokens, greatest(1, 1 - cast(floor(log10(nullif(billion.tokens, 0))) as integer))) as billion_training_tokens,
    billion.training_hardware,
    billion.training_chip_count as training_chips,
    billion.weights_access,
    array_to_string(billion.country_codes, ', ') as country_codes,
    billion.model_id
from billion
left join named on billion.model_id = named.model_id
order by released desc nulls last, model
