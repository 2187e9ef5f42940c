-- question: Which readings were chosen where the law is open?
-- example: select question, default_choice, effect from meta.ambiguity order by ambiguity_id limit 5
select
    ambiguity_id,
    question,
    default_choice,
    alternatives,
    effect,
    subjects,
    citation,
    citation_url
from core.ambiguity
