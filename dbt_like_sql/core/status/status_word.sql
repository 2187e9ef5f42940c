-- question: What do the words of a control status mean, and has their use changed?
-- example: select status, licence_requirement, meaning, change_note from core.status_word order by strictness nulls last
select
    status, strictness, mildest_strictness, strictest_strictness, licence_requirement, phrase, meaning, change_note
from seed.status_word
