-- severity: warning
-- description: a name that both scores and prices are printed under is of one model in both; else the model is scored and has no price
with scored as (
    select
        model_version,
        model_id,
        regexp_replace(
            lower(regexp_extract(model_version, '[^/]+$')),
            '_(low|medium|high|xhigh|minimal|none|unknown|[0-9]+k)$', ''
        ) as printed_name
    from core.benchmark_score
    where is_chosen and model_id is not null
),

priced as (
    select distinct
        model_id,
        lower(regexp_extract(model_name, '[^/]+$')) as printed_name
    from core.token_price
    where model_id is not null and source_id <> 'seed'
)

select distinct
    scored.printed_name,
    scored.model_id as scored_model_id,
    priced.model_id as priced_model_id
from scored
join priced on scored.printed_name = priced.printed_name
where scored.model_id <> priced.model_id
