-- question: What does each status mean, and is a licence required?
-- example: select status, licence_requirement, meaning from meta.status_word order by strictness
select
    status, strictness, mildest_strictness, strictest_strictness, licence_requirement, phrase, meaning, change_note
from core.status_word
