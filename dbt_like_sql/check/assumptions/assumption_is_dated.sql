-- severity: blocking
-- description: an assumption that a document of others states has the day by which it stood there, or says that it is not known: without it a belief of an earlier day hides what it owes to hindsight
select
    constant_id,
    citation
from core.model_constant
where
    stated_date is null
    and citation not like 'chipledger, %'
    and citation not like 'Any table %'
    and coalesce(note, '') not like '%the day it was first stated is not known'
