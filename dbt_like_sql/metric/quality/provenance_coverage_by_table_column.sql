-- question: Which columns rest on the bundled register, and which on databases?
-- example: select column_name, known_cell_count, round(curated_share, 2) as curated_share from metric.provenance_coverage_by_table_column where table_name = 'core.chip' order by known_cell_count desc
with cell as (
    select
        'core.chip' as table_name,
        attribute as column_name,
        value is not null as is_known,
        source_locator is not null as has_cell,
        citation is not null as has_document,
        source_id = 'seed' as is_curated
    from core.chip_fact
    where is_chosen
    union all
    select
        'core.item',
        'memory_bandwidth_gb_per_s',
        memory_bandwidth_gb_per_s is not null,
        false,
        citation is not null,
        true
    from core.item
    where item_kind != 'chip'
    union all
    select 'core.chip_price', 'price_usd', true, false, citation is not null, source_id = 'seed'
    from core.chip_price
    union all
    select
        'core.price_index',
        'index_value',
        true,
        false,
        citation is not null,
        source_id = 'seed'
    from core.price_index
    union all
    select
        'core.rental_offer',
        'price_per_gpu_hour_usd',
        true,
        source_locator is not null,
        citation is not null,
        source_id = 'seed'
    from core.rental_offer
    union all
    select
        'core.token_price',
        'price_per_million_tokens_usd',
        true,
        source_locator is not null,
        citation is not null,
        source_id = 'seed'
    from core.token_price
)

select
    table_name,
    column_name,
    count(*) filter (where is_known) as known_cell_count,
    count(*) filter (where not is_known) as unknown_cell_count,
    avg(case when has_cell or has_document then 1.0 else 0.0 end) filter (where is_known)
        as traced_share,
    avg(case when has_cell then 1.0 else 0.0 end) filter (where is_known) as cell_locator_share,
    avg(case when has_document and not has_cell then 1.0 else 0.0 end) filter (where is_known)
        as document_locator_share,
    avg(case when is_curated then 1.0 else 0.0 end) filter (where is_known) as curated_share
from cell
group by table_name, column_name
