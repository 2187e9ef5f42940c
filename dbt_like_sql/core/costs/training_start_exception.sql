-- question: For which models is the start of training reported?
-- example: select model_id, training_start_date, training_end_date from core.training_start_exception order by model_id
select
    model_id,
    training_start_date,
    training_end_date,
    note,
    citation,
    citation_url
from seed.training_start_exception
