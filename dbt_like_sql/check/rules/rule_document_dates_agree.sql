-- severity: warning
-- description: bundled dates and citations of rule documents are those of the Federal Register
select document_id, citation, publication_date, effective_date, date_conflict
from core.rule_document
where date_conflict is not null
