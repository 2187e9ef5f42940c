-- question: Must the foundry or the packager of a chip presume it to be 3A090.a, and what overcomes that?
-- example: select exporter, valid_from_date, valid_to_date, is_presumed, reason from step.foundry_presumption_by_item where item_id = 'graphcore-gc2' order by exporter, valid_from_date
with began as (
    select min(version.effective_date) as effective_date
    from core.rule_threshold as threshold
    join core.rule_version as version using (rule_version_id)
    where threshold.role = 'presumption'
),

count_rule as (
    select distinct value, applies_to, completed_from_date, completed_to_date
    from core.rule_threshold
    where role = 'presumption' and metric = 'transistor_count'
),

-- Designers of these countries need only agree to reports, up to the last day that the clock names.
home as (
    select country_code, valid_from_date, least(valid_to_date, last_date + 1) as valid_to_date
    from (
        select country_code, valid_from_date, valid_to_date
        from core.country_group
        where group_code in ('A:1', 'A:5')
        union all
        select 'TWN', effective_date, null
        from began
    ) as listed
    cross join (select last_date from core.expiry_clock where clock_id = 'authorised-designers') as clock
),

change as (
    select effective_date as change_date from began
    union
    select unnest([valid_from_date, valid_to_date]) from home
    union
    select unnest([completed_from_date, completed_to_date]) from count_rule
),

period as (
    select change_date as valid_from_date
    from change
    join began on change.change_date >= began.effective_date
),

-- Below how many transistors the count helps on a day, and below how many it had come to help by then.
helping as (
    select
        period.valid_from_date,
        memory.may_have_hbm,
        max(rule.value) filter (
            where rule.completed_to_date is null or period.valid_from_date < rule.completed_to_date
        ) as count_below,
        max(rule.value) as begun_below
    from period
    cross join (select unnest([true, false]) as may_have_hbm) as memory
    join count_rule as rule
        on
            coalesce(rule.completed_from_date <= period.valid_from_date, true)
            and not (memory.may_have_hbm and rule.applies_to = 'no_high_bandwidth_memory')
    group by all
),

listed as (
    select found.item_id
    from step.item_paragraph_result_by_rule_version as found
    join core.rule_version as version using (rule_version_id)
    join began on version.effective_date >= began.effective_date
    where found.control_paragraph = '3A090.a'
    group by found.item_id
    having bool_and(found.result = 'yes')
),

weighed as (
    select
        item.item_id,
        exporter.exporter,
        period.valid_from_date,
        chip.designer,
        chip.transistor_count,
        helping.count_below,
        firm.firm_name,
        exporter.exporter = 'fabricator' and coalesce(chip.transistor_count < helping.begun_below, false)
            as has_begun_to_help,
        case
            when item.item_kind <> 'chip' then 'system'
            when listed.item_id is not null then 'listed'
            when chip.transistor_type = 'planar' then 'planar'
            when firm.firm_name is not null then 'overcome_approved'
            when home.country_code is not null then 'overcome_authorised'
            when exporter.exporter = 'fabricator' and chip.transistor_count < helping.count_below then 'overcome_counted'
            when exporter.exporter = 'osat' then 'presumed_packager_unknown'
            when chip.transistor_count is null then 'presumed_count_unknown'
            else 'presumed_count_reached'
        end as ground
    from core.item as item
    cross join (select unnest(['fabricator', 'osat']) as exporter) as exporter
    cross join period
    left join core.chip as chip on item.chip_id = chip.chip_id
    left join listed on item.item_id = listed.item_id
    left join core.due_diligence_firm as firm
        on chip.designer = firm.designer and firm.firm_role = 'designer'
    left join (select distinct * from home) as home
        on
            chip.designer_country_code = home.country_code
            and home.valid_from_date <= period.valid_from_date
            and coalesce(period.valid_from_date < home.valid_to_date, true)
    left join helping
        on
            period.valid_from_date = helping.valid_from_date
            and helping.may_have_hbm = coalesce(starts_with(chip.memory_type, 'HBM'), true)
),

told as (
    select distinct
        item_id, exporter, valid_from_date,
        starts_with(ground, 'presumed') as is_presumed,
        case ground
            when 'system' then 'Note 1 speaks of integrated circuits; ask for the chip in the system'
            when 'listed' then 'the chip is 3A090.a itself, so nothing is presumed'
            when 'planar' then 'planar transistors: no applicable advanced logic integrated circuit'
            when 'overcome_approved' then 'overcome by a datasheet of ' || firm_name
                || ', an approved designer (Supplement No. 6)'
            when 'overcome_authorised' then 'overcome by a datasheet of ' || designer
                || ', an authorized designer if it agrees to the reports of 743.9(b)'
            when 'overcome_counted' then printf(
                'overcome by the count of who packages: %g transistors are below %g', transistor_count, count_below
            )
            else 'presumed to be 3A090.a for data centers: ' || designer
                || ' is no approved or authorized designer, and ' || case ground
                    when 'presumed_packager_unknown' then 'the packager is not approved'
                    when 'presumed_count_unknown' then 'its transistors are not known'
                    else printf('%g transistors are not below %g', transistor_count, count_below)
                end
        end as reason,
        list_filter([
            case when starts_with(ground, 'overcome') then 'foundry-attestation' end,
            case when is_presumed and has_begun_to_help then 'foundry-count-of-2028' end,
            case when is_presumed then 'foundry-presumed-numbers' end
        ], lambda x: x is not null) as ambiguity_ids
    from weighed
),

beginning as (
    select *
    from told
    qualify (reason, ambiguity_ids) is distinct from lag((reason, ambiguity_ids)) over (
        partition by item_id, exporter order by valid_from_date
    )
)

select
    item_id,
    exporter,
    valid_from_date,
    lead(valid_from_date) over (partition by item_id, exporter order by valid_from_date) as valid_to_date,
    is_presumed,
    reason,
    ambiguity_ids
from beginning
