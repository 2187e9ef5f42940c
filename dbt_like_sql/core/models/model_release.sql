-- question: What are the largest training runs of Chinese developers, and how sure is that?
-- example: select model_name, release_date, compute_flop, confidence_tier from core.model_release where list_contains(country_codes, 'CHN') and compute_flop is not null order by compute_flop desc limit 5
with believed as (
    select model_id, attribute, value, value_number, value_low, value_high, basis, source_id, reason_code
    from core.model_release_fact
    where is_chosen
),

wide as (
    select
        model_id,
        max(value) filter (where attribute = 'model_name') as model_name,
        coalesce(string_split(max(value) filter (where attribute = 'domains'), '; '), []) as domains,
        string_split(max(value) filter (where attribute = 'organization_ids'), '; ') as organization_ids,
        cast(max(value) filter (where attribute = 'release_date') as date) as release_date,
        max(value) filter (where attribute = 'release_date_precision') as release_date_precision,
        max(value) filter (where attribute = 'base_model_id') as base_model_id,
        coalesce(cast(max(value) filter (where attribute = 'is_fine_tune') as boolean), false) as is_fine_tune,
        max(value_number) filter (where attribute = 'parameter_count') as parameter_count,
        max(value_number) filter (where attribute = 'active_parameter_count') as active_parameter_count,
        max(value_number) filter (where attribute = 'dataset_token_count') as dataset_token_count,
        max(value_low) filter (where attribute = 'compute_flop') as compute_flop_low,
        max(value_number) filter (where attribute = 'compute_flop') as compute_flop,
        max(value_high) filter (where attribute = 'compute_flop') as compute_flop_high,
        max(basis) filter (where attribute = 'compute_flop') as compute_flop_basis,
        max(value) filter (where attribute = 'compute_method') as compute_method,
        max(value) filter (where attribute = 'confidence_tier') as stated_tier,
        max(value) filter (where attribute = 'training_hardware') as training_hardware,
        max(value_number) filter (where attribute = 'training_chip_count') as training_chip_count,
        max(value_number) filter (where attribute = 'training_hour_count') as training_hour_count,
        max(value_number) filter (where attribute = 'training_chip_hour_count') as training_chip_hour_count,
        coalesce(max(value) filter (where attribute = 'weights_access'), 'unknown') as weights_access,
        max(value_number) filter (where attribute = 'cost_usd') as cost_usd,
        max(value) filter (where attribute = 'cost_scope') as cost_scope,
        cast(max(value) filter (where attribute = 'is_frontier') as boolean) as is_frontier,
        string_agg(attribute || ':' || reason_code, '; ' order by attribute)
            filter (where reason_code is not null) as unknown,
        string_split(max(value) filter (where attribute = 'country_codes'), '; ') as country_codes,
        string_split(max(value) filter (where attribute = 'parent_country_codes'), '; ') as parent_country_codes,
        string_split(max(value) filter (where attribute = 'organization_names'), '; ') as organization_names,
        string_split(max(value) filter (where attribute = 'notability_criteria'), '; ') as notability_criteria,
        max(value_number) filter (where attribute = 'publisher_cost_usd_2023') as publisher_cost_usd_2023,
        max(source_id) filter (where attribute = 'model_name') as source_id
    from believed
    group by model_id
),

confirmed as (
    select row_key, avg(cast(confirmation_status = 'confirmed' as integer)) as confirmed_cell_share
    from core.cell_confirmation
    where table_name = 'core.model_release'
    group by row_key
)

select
    model_id,
    model_name,
    domains,
    organization_ids,
    release_date,
    release_date_precision,
    base_model_id,
    is_fine_tune,
    parameter_count,
    active_parameter_count,
    dataset_token_count,
    compute_flop_low,
    compute_flop,
    compute_flop_high,
    compute_flop_basis,
    compute_method,
    case when compute_flop is null then 'Unknown' else stated_tier end as confidence_tier,
    training_hardware,
    training_chip_count,
    training_hour_count,
    training_chip_hour_count,
    weights_access,
    cost_usd,
    cost_scope,
    is_frontier,
    unknown,
    country_codes,
    parent_country_codes,
    organization_names,
    notability_criteria,
    publisher_cost_usd_2023,
    source_id,
    confirmed.confirmed_cell_share
from wide
left join confirmed on wide.model_id = confirmed.row_key
where release_date is not null
