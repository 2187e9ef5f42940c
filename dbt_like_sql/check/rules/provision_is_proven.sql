-- severity: blocking
-- description: each provision that claims a text was read in a paragraph in force on its day, and held text agrees
select provision_id, read_date, fault
from core.provision_evidence
where not is_proven
union all
select reading.provision_id, reading.read_date, 'was read on a day on which it was not in force'
from core.provision_evidence as reading
left join core.legal_provision as provision on reading.provision_id = provision.provision_id
where
    provision.provision_id is null
    or reading.read_date < provision.text_from_date
    or reading.read_date >= provision.text_to_date
union all
select provision_id, null, 'was read nowhere'
from core.legal_provision
where
    confidence <> 'VS'
    and provision_id not in (select provision_id from core.provision_evidence)
