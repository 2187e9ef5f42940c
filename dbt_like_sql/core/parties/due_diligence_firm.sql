-- question: Whose word on a chip may a foundry take?
-- example: select firm_name, designer from core.due_diligence_firm where firm_role = 'designer' and designer is not null order by firm_name
select
    list_name,
    firm_name,
    other_name,
    firm_role,
    designer,
    listed_from_date,
    confidence,
    citation
from seed.due_diligence_firm
