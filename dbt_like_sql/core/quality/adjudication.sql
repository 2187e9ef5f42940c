-- question: Which figures of chips are disputed, and which of them is believed?
-- example: select row_key, column_name, believed_value, reason from core.adjudication order by all limit 5
select
    table_name,
    row_key,
    column_name,
    believed_value,
    reason,
    citation
from seed.adjudication
