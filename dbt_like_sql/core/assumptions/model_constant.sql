-- question: What do the numbers assume?
-- example: select constant_id, value_low, value, value_high, unit, citation from core.model_constant order by constant_id
select
    constant_id,
    constant_name,
    unit,
    value_low,
    value,
    value_high,
    shape,
    value_basis,
    note,
    citation,
    citation_url
from seed.model_constant
