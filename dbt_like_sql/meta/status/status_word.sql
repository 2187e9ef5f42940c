select status, strictness, licence_requirement, phrase, meaning, change_note
from core.status_word
