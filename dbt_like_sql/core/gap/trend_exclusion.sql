-- question: Which outliers do the trends leave out?
-- example: select window_id, model_name, note from core.trend_exclusion order by all
select
    window_id,
    model_name,
    note
from seed.trend_exclusion
