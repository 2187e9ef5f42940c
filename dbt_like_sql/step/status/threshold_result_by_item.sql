-- question: How far is a chip from every number in the law?
-- example: select rule_version_id, threshold_id, test, result from step.threshold_result_by_item where item_id = 'nvidia-h20' and metric in ('total_processing_performance', 'performance_density') and rule_version_id = 'us-3a090-2023' order by threshold_id
-- by: item_id
-- only: core.word_set = no_density_case
with value as (
    select
        item_id, rule_version_id,
        'total_processing_performance' as metric,
        'TPP' as short_name,
        total_processing_performance_tpp_low as value_low,
        total_processing_performance_tpp as value,
        total_processing_performance_tpp_high as value_high,
        total_processing_performance_tpp_basis as value_basis,
        false as is_undefined,
        'dense peak performance' as input_name,
        'peak_dense' as input_pattern,
        unknown
    from metric.control_parameter_by_item_rule_version
    union all
    select
        item_id, rule_version_id,
        'performance_density',
        'performance density',
        performance_density_tpp_per_mm2_low,
        performance_density_tpp_per_mm2,
        performance_density_tpp_per_mm2_high,
        performance_density_tpp_per_mm2_basis,
        density_case in (select unnest(words) from core.word_set where word_set_id = 'no_density_case'),
        case
            when total_processing_performance_tpp is null
                then 'dense peak performance or area of the logic dies'
            else 'area of the logic dies'
        end,
        case
            when total_processing_performance_tpp is null
                then 'logic_die_area|transistor_type|peak_dense'
            else 'logic_die_area|transistor_type'
        end,
        unknown
    from metric.control_parameter_by_item_rule_version
    union all
    select
        item_id, rule_version_id,
        'io_bandwidth',
        'I/O bandwidth',
        io_bandwidth_gb_per_s,
        io_bandwidth_gb_per_s,
        io_bandwidth_gb_per_s,
        case when io_bandwidth_gb_per_s is not null then 'reported' end,
        false,
        'I/O bandwidth',
        'io_bandwidth',
        unknown
    from metric.control_parameter_by_item_rule_version
    union all
    select
        item_id, rule_version_id,
        'dram_bandwidth',
        'DRAM bandwidth',
        dram_bandwidth_gb_per_s,
        dram_bandwidth_gb_per_s,
        dram_bandwidth_gb_per_s,
        case when dram_bandwidth_gb_per_s is not null then 'reported' end,
        false,
        'memory bandwidth',
        'memory_bandwidth',
        unknown
    from metric.control_parameter_by_item_rule_version
    union all
    select
        item_id, rule_version_id,
        'dram_plus_io_bandwidth',
        'DRAM plus I/O bandwidth',
        coalesce(dram_bandwidth_gb_per_s, 0) + coalesce(io_bandwidth_gb_per_s, 0),
        dram_bandwidth_gb_per_s + io_bandwidth_gb_per_s,
        dram_bandwidth_gb_per_s + io_bandwidth_gb_per_s,
        case
            when dram_bandwidth_gb_per_s + io_bandwidth_gb_per_s is not null then 'reported'
        end,
        false,
        'memory or I/O bandwidth',
        'memory_bandwidth|io_bandwidth',
        unknown
    from metric.control_parameter_by_item_rule_version
    union all
    select
        item_id, rule_version_id,
        'memory_bandwidth_density',
        'memory bandwidth density',
        memory_bandwidth_density_per_mm2_gb_per_s_low,
        memory_bandwidth_density_per_mm2_gb_per_s,
        memory_bandwidth_density_per_mm2_gb_per_s_high,
        memory_bandwidth_density_per_mm2_gb_per_s_basis,
        item_kind <> 'hbm_stack',
        'memory bandwidth or area of the package',
        'memory_bandwidth|package_area',
        unknown
    from metric.control_parameter_by_item_rule_version
    union all
    select
        parameter.item_id, parameter.rule_version_id,
        'consignee_tpp_per_year',
        'TPP of one item, its chips together,',
        parameter.total_processing_performance_tpp_low * item.chip_count,
        parameter.total_processing_performance_tpp * item.chip_count,
        parameter.total_processing_performance_tpp_high * item.chip_count,
        parameter.total_processing_performance_tpp_basis,
        item.chip_count is null,
        'dense peak performance',
        'peak_dense',
        parameter.unknown
    from metric.control_parameter_by_item_rule_version as parameter
    join core.item as item on parameter.item_id = item.item_id
),

compared as (
    select
        value.*,
        threshold.threshold_id,
        threshold.operator,
        threshold.value as threshold_value,
        case threshold.operator
            when '>=' then value.value_low >= threshold.value
            when '>' then value.value_low > threshold.value
            when '<' then value.value_high < threshold.value
            when '<=' then value.value_high <= threshold.value
        end as is_surely_met,
        case threshold.operator
            when '>=' then value.value_high < threshold.value
            when '>' then value.value_high <= threshold.value
            when '<' then value.value_low >= threshold.value
            when '<=' then value.value_low > threshold.value
        end as is_surely_missed
    from value
    join core.rule_threshold as threshold
        on value.rule_version_id = threshold.rule_version_id and value.metric = threshold.metric
    where
        threshold.value is not null
        and (value.metric <> 'consignee_tpp_per_year' or threshold.role = 'limit')
),

judged as (
    select
        *,
        case
            when is_undefined then 'no'
            when is_surely_met then 'yes'
            when is_surely_missed then 'no'
            else 'undetermined'
        end as result,
        (value - threshold_value) / threshold_value as margin_ratio,
        nullif(
            list_aggregate(
                list_sort(list_distinct(regexp_extract_all(
                    unknown,
                    '(?:' || input_pattern || ')[a-z0-9_]*:(not_(?:disclosed|found))', 1
                ))),
                'string_agg', ', '
            ), ''
        ) as stated_reason
    from compared
)

select
    item_id,
    threshold_id,
    rule_version_id,
    metric,
    result,
    case when is_undefined then null else value_low end as value_low,
    case when is_undefined then null else value end as value,
    case when is_undefined then null else value_high end as value_high,
    value_basis,
    threshold_value,
    case when is_undefined then null else margin_ratio end as margin_ratio,
    case
        when is_undefined then short_name || ' is undefined'
        when value_low = value_high then short_name || ' '
            || regexp_replace(printf('%.2f', value), '\.?0+$', '')
            || ' ' || operator || ' ' || regexp_replace(printf('%.2f', threshold_value), '\.?0+$', '')
            || case when result = 'yes' then '' else ' is not met' end
            || ' ('
            || case when margin_ratio = 0 then 'equal'
                else printf('%.1f', abs(margin_ratio) * 100) || ' % '
                    || case when margin_ratio > 0 then 'above' else 'below' end end
            || ')'
        when value_low is null and value_high is null then short_name || ' is unknown, tested '
            || operator || ' ' || regexp_replace(printf('%.2f', threshold_value), '\.?0+$', '')
        else short_name || ' between '
            || coalesce(regexp_replace(printf('%.2f', value_low), '\.?0+$', ''), 'nothing') || ' and '
            || coalesce(regexp_replace(printf('%.2f', value_high), '\.?0+$', ''), 'an unknown end')
            || ' ' || operator || ' ' || regexp_replace(printf('%.2f', threshold_value), '\.?0+$', '')
            || case result when 'yes' then ' all the same' when 'no' then ' is not met' else ' is open'
            end
    end as test,
    case
        when result = 'undetermined' then input_name
            || coalesce(' (' || stated_reason || ')', ' is not known')
    end as unknown_input
from judged
