-- question: Which chips did the rule of October 2023 catch on their way to China?
-- example: select chip_name, status_from, status_to, deciding_paragraph from metric.chip_flip_by_rule_version_chip where rule_version_to_id = 'us-3a090-2023' and status_side = 'text' and flip_kind = 'caught' and list_contains(country_codes, 'CHN') and is_released order by chip_name limit 10
with document as (
    select
        rule_version_id,
        effective_date,
        coalesce(compliance_date, effective_date) as enforced_date,
        lag(rule_version_id) over (order by effective_date, rule_version_id) as before_id
    from core.rule_version
    where series = 'us-3a090' and effective_date is not null
),

moment as (
    select rule_version_id, before_id, 'text' as status_side, effective_date as change_date
    from document
    union all
    select rule_version_id, before_id, 'enforced', enforced_date
    from document
),

moved as (
    select
        moment.rule_version_id,
        earlier.destination_group_id as destination_group_from_id,
        later.destination_group_id as destination_group_to_id,
        earlier.end_user_hq_group as hq_from,
        later.end_user_hq_group as hq_to,
        moment.status_side,
        list(later.country_code order by later.country_code) as country_codes
    from moment
    join core.destination_group_member as later
        on
            holds_on(moment.change_date, later.valid_from_date, later.valid_to_date)
    join core.destination_group_member as earlier
        on
            later.country_code = earlier.country_code
            and holds_on(moment.change_date - 1, earlier.valid_from_date, earlier.valid_to_date)
    group by
        moment.rule_version_id,
        moment.status_side,
        earlier.destination_group_id,
        later.destination_group_id,
        earlier.end_user_hq_group,
        later.end_user_hq_group
),

compared as (
    select
        moment.before_id,
        moment.rule_version_id,
        moment.status_side,
        moment.change_date,
        moved.destination_group_from_id,
        moved.destination_group_to_id,
        moved.hq_to,
        moved.country_codes,
        later.chip_id,
        later.chip_name,
        later.release_date,
        later.deciding_paragraph,
        case moment.status_side when 'text' then earlier.status_text
            else earlier.status_enforced end as status_from,
        case moment.status_side when 'text' then later.status_text
            else later.status_enforced end as status_to
    from moment
    join moved
        on
            moment.rule_version_id = moved.rule_version_id
            and moment.status_side = moved.status_side
    join metric.control_status_by_chip_destination_group as later
        on
            moved.destination_group_to_id = later.destination_group_id
            and moved.hq_to = later.end_user_hq_group
            and holds_on(moment.change_date, later.valid_from_date, later.valid_to_date)
    join metric.control_status_by_chip_destination_group as earlier
        on
            moved.destination_group_from_id = earlier.destination_group_id
            and moved.hq_from = earlier.end_user_hq_group
            and later.chip_id = earlier.chip_id
            and holds_on(moment.change_date - 1, earlier.valid_from_date, earlier.valid_to_date)
),

owner as (
    select distinct owner_id, owner_country_code
    from core.chip_shipment
),

stock as (
    select
        owner.owner_country_code,
        base.chip_id,
        base.quarter_end_date,
        base.stock_h100e_count
    from metric.installed_base_by_owner_quarter as base
    join owner on base.owner_id = owner.owner_id
    where
        base.owner_kind = 'country_aggregate'
        and base.h100e_basis = 'dense_int8'
        and base.survival_model = 'none'
        and base.correlation_ratio = 0.5
),

affected as (
    select
        compared.rule_version_id,
        compared.status_side,
        compared.chip_id,
        compared.destination_group_from_id,
        compared.destination_group_to_id,
        compared.hq_to,
        max_by(stock.stock_h100e_count, stock.quarter_end_date) as stock_h100e_count
    from compared
    join stock
        on
            compared.chip_id = stock.chip_id
            and list_contains(compared.country_codes, stock.owner_country_code)
            and stock.quarter_end_date < compared.change_date
    group by
        compared.rule_version_id,
        compared.status_side,
        compared.chip_id,
        compared.destination_group_from_id,
        compared.destination_group_to_id,
        compared.hq_to
)

select
    compared.before_id as rule_version_from_id,
    compared.rule_version_id as rule_version_to_id,
    compared.status_side,
    compared.chip_id,
    compared.destination_group_from_id,
    compared.destination_group_to_id,
    compared.hq_to as end_user_hq_group,
    compared.country_codes,
    len(compared.country_codes) as country_count,
    compared.change_date,
    compared.chip_name,
    coalesce(compared.release_date <= compared.change_date, false) as is_released,
    compared.status_from,
    compared.status_to,
    case
        when compared.status_to = 'undetermined' then 'into_undetermined'
        when compared.status_from = 'undetermined' then 'out_of_undetermined'
        when compared.status_from = 'not_controlled' then 'caught'
        when compared.status_to = 'not_controlled' then 'freed'
        when word_to.mildest_strictness > word_from.strictest_strictness then 'tightened'
        when word_to.strictest_strictness < word_from.mildest_strictness then 'loosened'
        else 'changed'
    end as flip_kind,
    compared.deciding_paragraph,
    affected.stock_h100e_count as affected_stock_h100e_count,
    case when affected.stock_h100e_count is null then 'no_stock_known' end
        as affected_stock_reason_code,
    cast(2 as bigint) as input_row_count
from compared
left join affected
    on
        compared.rule_version_id = affected.rule_version_id
        and compared.status_side = affected.status_side
        and compared.chip_id = affected.chip_id
        and compared.destination_group_from_id = affected.destination_group_from_id
        and compared.destination_group_to_id = affected.destination_group_to_id
        and compared.hq_to = affected.hq_to
join core.status_word as word_from on compared.status_from = word_from.status
join core.status_word as word_to on compared.status_to = word_to.status
where compared.status_from <> compared.status_to
