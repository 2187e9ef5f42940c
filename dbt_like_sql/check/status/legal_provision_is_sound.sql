-- severity: blocking
-- description: a provision has a known scope, ordered dates, ambiguities of the ledger, and no rival of equal rank
with fault as (
    select provision.provision_id, 'scope ' || provision.scope_id || ' has no conditions' as fault
    from core.legal_provision as provision
    where provision.scope_id not in (select scope_id from core.destination_condition)
    union all
    select provision_id, 'it ends before it begins'
    from core.legal_provision
    where text_to_date <= text_from_date
    union all
    select cited.provision_id, 'ambiguity ' || cited.ambiguity_id || ' is not in the ledger'
    from (
        select provision_id, unnest(ambiguity_ids) as ambiguity_id
        from core.legal_provision
    ) as cited
    where cited.ambiguity_id not in (select ambiguity_id from core.ambiguity)
    union all
    select one.provision_id, 'has the precedence of ' || other.provision_id || ', which overlaps it'
    from core.legal_provision as one
    join core.legal_provision as other
        on
            one.provision_kind = 'review_policy'
            and other.provision_kind = 'review_policy'
            and one.provision_id < other.provision_id
            and one.precedence = other.precedence
            and list_has_any(one.control_paragraphs, other.control_paragraphs)
            and list_has_any(one.transactions, other.transactions)
            and share_a_day(one.text_from_date, one.text_to_date, other.text_from_date, other.text_to_date)
    join core.destination_scope_member as reached on one.scope_id = reached.scope_id
    join core.destination_scope_member as also_reached
        on
            other.scope_id = also_reached.scope_id
            and reached.destination_group_id = also_reached.destination_group_id
            and reached.end_user_hq_group = also_reached.end_user_hq_group
)

select distinct provision_id, fault
from fault
