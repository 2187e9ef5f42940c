-- question: Where was the INT8 peak of the H20 read?
-- example: select value_as_printed, publisher, place, read_in from core.evidence where row_key = 'nvidia-h20' and column_name = 'peak_dense_int8_op_per_s' order by all
select
    reading.table_name,
    reading.row_key,
    reading.column_name,
    reading.value_as_printed,
    reading.value,
    reading.evidence_document_id,
    reading.place,
    reading.read_date,
    reading.how_read,
    document.document_title,
    document.publisher,
    document.copied_from,
    document.document_url,
    document.document_date,
    document.read_in
from seed.evidence as reading
inner join seed.evidence_document as document
    on reading.evidence_document_id = document.evidence_document_id
