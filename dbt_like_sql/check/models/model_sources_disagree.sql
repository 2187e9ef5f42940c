-- severity: warning
-- description: sources that state a model's compute agree within a factor of two, and its parameters within 10 percent
select
    fact.model_id,
    fact.attribute,
    chosen.source_id as believed_source_id,
    chosen.value as believed_value,
    fact.source_id,
    fact.value as other_value
from core.model_release_fact as fact
join core.model_release_fact as chosen
    on
        fact.model_id = chosen.model_id
        and fact.attribute = chosen.attribute
        and chosen.is_chosen
where
    (fact.attribute = 'compute_flop' and abs(log2(fact.value_number / chosen.value_number)) > 1)
    or (fact.attribute = 'parameter_count' and abs(fact.value_number / chosen.value_number - 1) > 0.1)
