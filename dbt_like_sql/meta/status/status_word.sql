select
    status, strictness, mildest_strictness, strictest_strictness, licence_requirement, phrase, meaning, change_note
from core.status_word
