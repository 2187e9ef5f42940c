-- question: Which numbers of chips and memory decide a threshold that they are close to, and who else says so?
-- example: select item_id, column_name, nearest_threshold_id, round(nearest_headroom_ratio, 3) as nearest_headroom_ratio, confirmation_status from metric.threshold_cell_by_item_column where confirmation_status = 'disputed' order by item_id, column_name
-- only: core.model_constant = near_threshold_ratio; core.word_set = dram_bandwidth_metric
with near as (
    select value as ratio
    from core.model_constant
    where constant_id = 'near_threshold_ratio'
),

close as (
    select
        headroom.item_id,
        headroom.threshold_id,
        headroom.metric,
        headroom.rule_version_id,
        headroom.headroom_ratio
    from metric.threshold_headroom_by_item_threshold_date as headroom
    cross join near
    where
        abs(headroom.headroom_ratio) <= near.ratio
        or headroom.position = 'undetermined'
),

deciding as (
    select
        close.*,
        case
            when parameter.tpp_number_format = 'int8' then 'peak_dense_int8_op_per_s'
            else 'peak_dense_' || parameter.tpp_number_format || '_flop_per_s'
        end as column_name
    from close
    inner join metric.control_parameter_by_item_rule_version as parameter
        on
            close.item_id = parameter.item_id
            and close.rule_version_id = parameter.rule_version_id
    where close.metric in ('total_processing_performance', 'performance_density')
    union all
    select
        close.*,
        unnest(['logic_die_area_mm2', 'logic_die_count']) as column_name
    from close
    where close.metric = 'performance_density'
    union all
    select
        close.*,
        'io_bandwidth_gb_per_s' as column_name
    from close
    where close.metric in ('io_bandwidth', 'dram_plus_io_bandwidth')
    union all
    select
        close.*,
        'memory_bandwidth_gb_per_s' as column_name
    from close
    where
        close.metric in (select unnest(words) from core.word_set where word_set_id = 'dram_bandwidth_metric')
    union all
    select
        close.*,
        'package_area_mm2' as column_name
    from close
    where close.metric = 'memory_bandwidth_density'
),

nearest as (
    select *
    from deciding
    where column_name is not null
    qualify row_number() over (
        partition by item_id, column_name
        order by abs(headroom_ratio) nulls last, threshold_id
    ) = 1
)

select
    nearest.item_id,
    nearest.column_name,
    cell.table_name,
    cell.row_key,
    nearest.threshold_id as nearest_threshold_id,
    nearest.headroom_ratio as nearest_headroom_ratio,
    cell.value,
    cell.confirmation_status,
    cell.agreeing_publisher_count,
    cell.weak_agreeing_count,
    cell.dissenting_publisher_count,
    cell.best_strength,
    cell.is_adjudicated
from nearest
inner join core.item as item on nearest.item_id = item.item_id
inner join core.cell_confirmation as cell
    on
        nearest.column_name = cell.column_name
        and (
            (cell.table_name = 'core.chip' and item.chip_id = cell.row_key)
            or (cell.table_name = 'core.item' and nearest.item_id = cell.row_key)
        )
