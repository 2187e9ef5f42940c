-- question: What runs out by itself, and when?
-- example: select last_date, title from core.expiry_clock order by last_date
select
    clock_id,
    last_date,
    title,
    countries,
    rule_event_id,
    note,
    confidence,
    citation
from seed.expiry_clock
