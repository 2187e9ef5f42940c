-- only: core.coverage = hardware_listing/epoch_chip_dataset, hardware_listing/epoch_ml_hardware, chip_price, cluster
with cpi as (
    select month_start_date, to_2023_ratio
    from core.price_index
    where deflator_id = 'cpi_u'
),

priced as (
    select
        listing.source_id,
        listing.source_key,
        listing.release_date,
        listing.hardware_type in ('GPU', 'GPGPU') as is_gpu,
        listing.is_used_for_ml,
        listing.fp32_flop_per_s,
        listing.fp16_flop_per_s,
        listing.release_price_usd,
        listing.release_price_usd * cpi.to_2023_ratio as release_price_usd_2023
    from core.hardware_listing as listing
    asof join cpi on listing.release_date >= cpi.month_start_date
    where listing.release_price_usd is not null and listing.release_date >= date '2006-01-01'
),

format_rate as (
    select *, 'fp32' as number_format, fp32_flop_per_s as rate from priced
    union all
    select *, 'fp16', fp16_flop_per_s from priced
),

gpu as (
    select
        *,
        rate >= max(rate) over (
            partition by source_id, number_format order by release_date, source_key
        ) as is_fastest_so_far
    from format_rate
    where rate is not null and is_gpu
),

selected as (
    select *, 'all_gpu' as selection, 'GPUs with a release price' as said from gpu
    union all
    select *, 'ml_gpu', 'GPUs on which listed models were trained' from gpu where is_used_for_ml
    union all
    select *, 'top_gpu', 'GPUs at least as fast as any listed before them' from gpu
    where is_fastest_so_far
),

windowed as (
    select *, 'since_2006' as period, ', released since 2006' as said_period from selected
    union all
    select *, '2006_2021', ', released from 2006 to 2021' from selected
    where release_date <= date '2021-12-31'
),

hardware_series as (
    select
        *,
        'real' as money,
        rate / release_price_usd_2023 as value
    from windowed
    union all
    select *, 'nominal', rate / release_price_usd from windowed
),

register_series as (
    select
        *,
        'real' as money,
        peak_dense_per_usd_2023_flop_per_s as value
    from metric.price_performance_by_chip_date
    union all
    select *, 'nominal', peak_dense_per_usd_flop_per_s from metric.price_performance_by_chip_date
),

leading_cluster as (
    select *, 'since_2019' as period, 'since 2019' as said_period
    from step.leading_cluster_by_measure
    union all
    select *, '2019_2025_03', 'from 2019 to March 2025' from step.leading_cluster_by_measure
    where first_operational_date <= date '2025-03-31'
),

point as (
    select
        concat_ws(
            '/', 'price_performance', number_format, selection, source_id, period, money
        ) as series_id,
        source_key as point_id,
        number_format as group_id,
        release_date as valid_date,
        value,
        said || said_period || ', ' || number_format || ' vector rate per dollar, CPI-U' as filter_text,
        'hardware_listing/' || source_id as coverage_id,
        cast(null as date) as data_through_date
    from hardware_series
    union all
    select
        concat_ws('/', 'price_performance', 'dense_by_format', price_kind, money),
        chip_price_id || '/' || number_format,
        number_format,
        price_date,
        value,
        'chips of the register at ' || price_kind || ' prices, dense peak per dollar, CPI-U',
        'chip_price',
        null
    from register_series
    where deflator_id = 'cpi_u'
    union all
    select
        concat_ws('/', 'price_performance', 'dense', number_format, price_kind, money),
        chip_price_id,
        number_format,
        price_date,
        value,
        'chips of the register at ' || price_kind || ' prices, dense ' || number_format
        || ' peak per dollar, CPI-U',
        'chip_price',
        null
    from register_series
    where deflator_id = 'cpi_u' and price_kind = 'list' and money = 'real'
    union all
    select
        concat_ws('/', 'token_price_record', scale_id, threshold_name),
        strftime(month_start_date, '%Y-%m-%d'),
        'price',
        month_start_date,
        record_price_per_million_tokens_usd,
        'record prices of tokens at this level, three parts input and one output, any seller',
        null,
        data_through_date
    from metric.token_price_at_capability_by_benchmark_month
    where
        is_record and price_blend = 'input_3_output_1' and model_selection = 'all'
        and seller_selection = 'any'
    union all
    select
        concat_ws('/', 'cluster_growth', measure, period),
        cluster_id,
        measure,
        first_operational_date,
        value,
        'clusters among the ten largest by this measure when first operational, ' || said_period,
        'cluster',
        null
    from leading_cluster
    where rank_count <= 10 and first_operational_date >= date '2019-01-01'
    union all
    select
        concat_ws(
            '/', 'installed_base', country_code, designer_id, survival_model, 'all_quarters'
        ),
        strftime(quarter_end_date, '%Y-%m-%d'),
        'stock',
        quarter_end_date,
        stock_h100e_count,
        'H100 equivalents (dense 8-bit) sold up to a quarter, from the first on, also where not all is known',
        null,
        data_through_date
    from metric.installed_base_by_country_quarter
    where
        h100e_basis = 'dense_int8' and correlation_ratio = 0.5 and stock_h100e_count > 0
    union all
    select
        concat_ws(
            '/', 'installed_base', country_code, designer_id, survival_model, 'complete_coverage'
        ),
        strftime(quarter_end_date, '%Y-%m-%d'),
        'stock',
        quarter_end_date,
        stock_h100e_count,
        'H100 equivalents (dense 8-bit) sold up to a quarter, since all designers are covered',
        null,
        data_through_date
    from metric.installed_base_by_country_quarter
    where
        h100e_basis = 'dense_int8' and correlation_ratio = 0.5 and not is_incomplete
        and stock_h100e_count > 0
    union all
    select
        concat_ws('/', 'chip_flow', 'WLD', designer_id),
        strftime(quarter_end_date, '%Y-%m-%d'),
        'flow',
        quarter_end_date,
        world_flow_h100e_count,
        'H100 equivalents (dense 8-bit) sold in a quarter, whole quarters',
        null,
        data_through_date
    from metric.flow_share_by_country_quarter
    where
        h100e_basis = 'dense_int8' and correlation_ratio = 0.5 and country_code = 'CHN'
        and not is_incomplete
)

select
    point.series_id,
    point.point_id,
    point.group_id,
    point.valid_date,
    point.value,
    point.filter_text,
    coalesce(point.data_through_date, coverage.data_through_date) as data_through_date
from point
left join core.coverage as coverage on point.coverage_id = coverage.coverage_id
where point.valid_date <= coalesce(point.data_through_date, coverage.data_through_date)
