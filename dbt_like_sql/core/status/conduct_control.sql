-- question: Which end uses and transactions are controlled beyond item and destination?
-- example: select conduct, locator, resulting_status, note from core.conduct_control order by conduct, valid_from_date
select
    conduct,
    control_id,
    effect,
    locator,
    scope_id,
    resulting_status,
    valid_from_date,
    valid_to_date,
    ambiguity_ids,
    note,
    confidence,
    citation
from seed.conduct_control
