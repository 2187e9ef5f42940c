-- question: Through which day is the law known?
-- example: select known_through_date from core.law_coverage
select
    subject,
    known_through_date,
    note,
    citation
from seed.law_coverage
