-- description: Every AI model in plain words: who made it, when, with how much compute, data and chips, and who can have it; NULL where not known
-- model: Name of the model
-- organizations: Who developed it
-- countries: Countries of the developers, ISO 3166-1 alpha-3
-- released: Day of release
-- training_flop: Training compute in FLOP
-- training_flop_basis: reported, estimated or imputed
-- confidence: How sure the source is
-- billion_parameters: Parameters in billions
-- billion_training_tokens: Tokens of the training data of a language model in billions
-- training_hardware: Chips it was trained on, as stated
-- training_chips: Number of those chips
-- weights_access: Who can have the weights
-- model_id: Id of core.model_release
-- example: select model, organizations, released, training_flop from models where training_flop is not null order by training_flop desc limit 5
create view models as
with billion as (
    select
        *,
        parameter_count / 1e9 as parameters,
        case when list_contains(domains, 'Language') then dataset_token_count / 1e9 end as tokens
    from core.model_release
)

select
    model_name as model,
    array_to_string(organization_names, ', ') as organizations,
    array_to_string(country_codes, ', ') as countries,
    release_date as released,
    compute_flop as training_flop,
    compute_flop_basis as training_flop_basis,
    confidence_tier as confidence,
    round(parameters, greatest(2, 1 - cast(floor(log10(nullif(parameters, 0))) as integer))) as billion_parameters,
    round(tokens, greatest(1, 1 - cast(floor(log10(nullif(tokens, 0))) as integer))) as billion_training_tokens,
    training_hardware,
    training_chip_count as training_chips,
    weights_access,
    model_id
from billion
