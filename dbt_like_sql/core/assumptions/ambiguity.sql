-- question: Which readings of the law were chosen, and what would another one change?
-- example: select ambiguity_id, default_choice, alternatives, effect from core.ambiguity order by ambiguity_id
select
    ambiguity_id,
    question,
    default_choice,
    alternatives,
    effect,
    subjects,
    citation,
    citation_url
from seed.ambiguity
