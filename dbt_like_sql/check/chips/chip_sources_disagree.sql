-- severity: warning
-- description: sources that state a chip's power, memory or area agree within 5 percent
select
    fact.chip_id,
    fact.attribute,
    chosen.value as believed_value,
    fact.source_id,
    fact.value as other_value
from core.chip_fact as fact
join core.chip_fact as chosen
    on
        fact.chip_id = chosen.chip_id
        and fact.attribute = chosen.attribute
        and chosen.is_chosen
where
    fact.attribute in ('tdp_w', 'memory_size_gb', 'memory_bandwidth_gb_per_s', 'logic_die_area_mm2')
    and abs(fact.value_number / chosen.value_number - 1) > 0.05
