-- question: What must a foundry reckon with for a chip that it has to presume to be 3A090.a?
-- example: select valid_from_date, status_text, status_enforced from step.presumed_status_by_destination_group where destination_group_id like 'chn-%' and end_user_hq_group = 'macau_or_d5' and transaction = 'reexport' order by valid_from_date
with presumption as (
    select min(version.effective_date) as effective_date, min(version.compliance_date) as compliance_date
    from core.rule_threshold as threshold
    join core.rule_version as version using (rule_version_id)
    where threshold.role = 'presumption'
),

presumed_case as (
    select distinct item_case.case_id, item_case.rule_version_id
    from step.item_case_by_rule_version as item_case
    join core.item as item on item_case.item_id = item.item_id
    where
        item.item_kind = 'chip'
        and item_case.parameter_paragraph = '3A090.a'
        and item_case.is_datacenter
),

-- The presumption is in force, and then to be complied with, inside periods of the law on chips.
period as (
    select distinct
        greatest(legal_period.valid_from_date, begun.begun_date) as valid_from_date,
        legal_period.provisions_from_date,
        legal_period.rule_version_id,
        presumption.compliance_date
    from presumption
    cross join (
        select unnest([effective_date, compliance_date]) as begun_date
        from presumption
    ) as begun
    join core.legal_period as legal_period
        on coalesce(begun.begun_date < legal_period.valid_to_date, true)
),

stated as (
    select
        status.destination_group_id, status.end_user_hq_group, status.transaction,
        period.valid_from_date, period.compliance_date,
        arg_max(status.status_text, by_text.strictness) as status_text,
        arg_max(status.status_enforced, in_fact.strictness) as status_enforced
    from period
    join step.case_status_by_destination_group as status
        on
            period.rule_version_id = status.rule_version_id
            and period.provisions_from_date = status.valid_from_date
    join presumed_case
        on
            status.case_id = presumed_case.case_id
            and status.rule_version_id = presumed_case.rule_version_id
    join core.status_word as by_text on status.status_text = by_text.status
    join core.status_word as in_fact on status.status_enforced = in_fact.status
    group by all
),

complied as (
    select
        * replace (
            case when valid_from_date < compliance_date then 'not_controlled' else status_enforced end
                as status_enforced
        )
    from stated
),

beginning as (
    select *
    from complied
    qualify (status_text, status_enforced) is distinct from lag((status_text, status_enforced)) over (
        partition by destination_group_id, end_user_hq_group, transaction order by valid_from_date
    )
)

select
    destination_group_id,
    end_user_hq_group,
    transaction,
    valid_from_date,
    lead(valid_from_date) over (
        partition by destination_group_id, end_user_hq_group, transaction order by valid_from_date
    ) as valid_to_date,
    status_text,
    status_enforced
from beginning
