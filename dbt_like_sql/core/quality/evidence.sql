-- question: Where was the INT8 peak of the H20 read?
-- example: select value_as_printed, publisher, place, read_in from core.evidence where row_key = 'nvidia-h20' and column_name = 'peak_dense_int8_op_per_s' order by all
select
    table_name,
    row_key,
    column_name,
    value_as_printed,
    value,
    document_title,
    publisher,
    copied_from,
    document_url,
    document_date,
    place,
    read_in,
    read_date,
    how_read
from seed.evidence
