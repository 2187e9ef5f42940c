with counted as (
    select *, 'all_quarters' as period, 'from the first on, also where not all is known' as said_period
    from metric.installed_base_by_country_quarter
    union all
    select *, 'complete_coverage', 'since all designers are covered'
    from metric.installed_base_by_country_quarter
    where not is_incomplete
)

select
    concat_ws('/', 'installed_base', country_code, designer_id, survival_model, period) as series_id,
    strftime(quarter_end_date, '%Y-%m-%d') as point_id,
    'stock' as group_id,
    quarter_end_date as valid_date,
    stock_h100e_count as value,
    'H100 equivalents (dense 8-bit) sold up to a quarter, ' || said_period as filter_text,
    data_through_date
from counted
where
    h100e_basis = 'dense_int8' and correlation_ratio = 0.5 and stock_h100e_count > 0
    and quarter_end_date <= data_through_date
