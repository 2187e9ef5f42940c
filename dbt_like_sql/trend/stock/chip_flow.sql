select
    concat_ws('/', 'chip_flow', 'WLD', designer_id) as series_id,
    strftime(quarter_end_date, '%Y-%m-%d') as point_id,
    'flow' as group_id,
    quarter_end_date as valid_date,
    world_flow_h100e_count as value,
    'H100 equivalents (dense 8-bit) sold in a quarter, whole quarters' as filter_text,
    data_through_date
from metric.flow_share_by_country_quarter
where
    h100e_basis = 'dense_int8' and correlation_ratio = 0.5 and country_code = 'CHN'
    and not is_incomplete and quarter_end_date <= data_through_date
