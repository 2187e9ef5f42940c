-- question: Of two demands on one transaction, which holds?
-- example: select status, added_status, prevailing_status from core.prevailing_status where added_status = 'licence_policy_unknown' order by status
select
    own.status,
    added.status as added_status,
    case when added.strictness >= own.strictness then added.status else own.status end
        as prevailing_status
from core.status_word as own
cross join core.status_word as added
where own.strictness is not null and added.strictness is not null
