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
