-- title: Three chips of one export control
-- question: What did the H800 and the H20 lose against the H100?
select chip, fp16_tflop_per_s, memory_gb_per_s, interconnect_gb_per_s
from chips
where chip_id in ('nvidia-h100-sxm', 'nvidia-h800-sxm', 'nvidia-h20')
order by chip;

-- title: Chinese chips
-- question: Which chips designed in China are the fastest, announced or shipping?
select chip, maker, announced, announced_precision, shipping, shipping_precision, fp16_tflop_per_s
from chips
where country = 'China'
order by fp16_tflop_per_s desc nulls last, chip
limit 8;

-- title: Who says so
-- question: Where was the H20's memory read?
select source_id, value, is_chosen, citation
from core.chip_fact
where chip_id = 'nvidia-h20' and attribute = 'memory_size_gb'
order by is_chosen desc, source_id, citation;

-- title: Disputed numbers
-- question: About which numbers of chips do publishers disagree?
select row_key, column_name, value, agreeing_publisher_count, dissenting_publisher_count, is_adjudicated
from core.cell_confirmation
where table_name = 'core.chip' and confirmation_status = 'disputed'
order by row_key, column_name
limit 8;

-- title: TPP of a chip
-- question: What is the H20's total processing performance and density?
select rule_version_id, total_processing_performance_tpp_low, performance_density_tpp_per_mm2_low
from metric.control_parameter_by_item_rule_version
where item_id = 'nvidia-h20'
order by rule_version_id;

-- title: Names of a chip
-- question: By which names may one ask for the Ascend 910B?
select item_id, name
from core.item_name
where plain_name like '%910b%'
order by item_id, name
limit 8;
