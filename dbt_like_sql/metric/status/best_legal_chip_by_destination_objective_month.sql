-- only: core.model_constant = reticle_limit_mm2; core.coverage = chip, rule
-- question: How much of the frontier could China buy from the United States without a licence, by text and in fact?
-- example: select as_of_date, status_side, best_legal_us_origin_chip_id, round(best_legal_us_origin_ratio, 3) as legal_ratio, frontier_chip_id from metric.best_legal_chip_by_destination_objective_month where destination_country_code = 'CHN' and objective = 'train_h100e' and universe = 'packaged' and as_of_date in (date '2022-09-30', date '2023-06-30', date '2023-12-31', date '2025-06-30') order by as_of_date, status_side
with through as (
    select min(data_through_date) as data_through_date
    from core.coverage
    where coverage_id in ('chip', 'rule')
),

as_of_day as (
    select unnest(generate_series(
        timestamp '2022-01-01', cast(data_through_date as timestamp), interval 1 month
    )) as day_start, true as is_month
    from through
    union
    select cast(effective_date as timestamp), false
    from core.rule_event
    where changes_status
    union
    select cast(effective_date as timestamp), false
    from core.rule_version
    where series = 'us-3a090' and effective_date is not null
    union
    select cast(compliance_date as timestamp), false
    from core.rule_version
    where series = 'us-3a090' and compliance_date is not null
),

day as (
    select distinct
        case when is_month then last_day(cast(day_start as date)) else cast(day_start as date)
        end as as_of_date
    from as_of_day
),

day_known as (
    select day.as_of_date
    from day
    join through on day.as_of_date <= through.data_through_date
),

tpp as (
    select
        parameter.item_id as chip_id,
        parameter.total_processing_performance_tpp as tpp
    from metric.control_parameter_by_item_rule_version as parameter
    join core.rule_version as version on parameter.rule_version_id = version.rule_version_id
    where parameter.item_kind = 'chip' and version.series = 'us-3a090'
    qualify row_number() over (
        partition by parameter.item_id order by version.effective_date desc
    ) = 1
),

h100 as (
    select peak_dense_fp16_flop_per_s, peak_dense_int8_op_per_s
    from core.chip
    where chip_id = 'nvidia-h100-sxm'
),

chip as (
    select
        chip.*,
        tpp.tpp,
        available.available_by_date as sold_from_date,
        case
            when available.available_basis = 'shipping_date' then available.available_by_date
            when
                available.available_basis is not null
                or available.reason_code = 'shipping_unknown'
                then least(available.announced_date, available.available_by_date)
        end as maybe_from_date,
        available.available_basis is distinct from 'shipping_date' as is_bounded,
        starts_with(chip.memory_type, 'HBM') as has_hbm,
        coalesce(chip.logic_die_area_mm2 > chip.logic_die_count * reticle.value, false)
            as is_wafer,
        chip.peak_dense_fp16_flop_per_s / h100.peak_dense_fp16_flop_per_s as train_h100e,
        greatest(chip.peak_dense_int8_op_per_s, chip.peak_dense_fp8_flop_per_s)
        / h100.peak_dense_int8_op_per_s as infer_h100e
    from core.chip as chip
    join core.chip_availability as available on chip.chip_id = available.chip_id
    cross join h100
    cross join core.model_constant as reticle
    left join tpp on chip.chip_id = tpp.chip_id
),

valued as (
    select chip_id, maybe_from_date, 'tpp' as objective, tpp as value from chip
    union all
    select chip_id, maybe_from_date, 'hbm_bandwidth', memory_bandwidth_gb_per_s from chip
    where has_hbm
    union all
    select chip_id, maybe_from_date, 'hbm_capacity', memory_size_gb from chip where has_hbm
    union all
    select chip_id, maybe_from_date, 'train_h100e', train_h100e from chip
    union all
    select chip_id, maybe_from_date, 'infer_h100e', infer_h100e from chip
),

sold as (
    select
        *,
        row_number() over (partition by objective order by value, chip_id) as place
    from valued
    where value > 0 and maybe_from_date is not null
),

ranked as (
    select
        sold.objective,
        list(sold.chip_id order by sold.place) as chip_ids,
        list(sold.value order by sold.place) as value_list,
        list(chip.is_bounded order by sold.place) as bounded_list
    from sold
    join chip on sold.chip_id = chip.chip_id
    group by sold.objective
),

candidate as (
    select
        sold.chip_id,
        sold.objective,
        sold.place,
        chip.sold_from_date,
        chip.maybe_from_date,
        chip.designer_country_code = 'USA' as is_us,
        chip.designer_country_code,
        unnest(case
            when chip.is_datacenter and chip.is_wafer then ['datacenter', 'all']
            when chip.is_datacenter then ['datacenter', 'packaged', 'all']
            else ['all']
        end) as universe
    from sold
    join chip on sold.chip_id = chip.chip_id
),

frontier as (
    select
        day_known.as_of_date,
        candidate.objective,
        candidate.universe,
        max(candidate.place) filter (candidate.sold_from_date <= day_known.as_of_date) as place,
        max(candidate.place) as maybe_place,
        count(*) filter (candidate.sold_from_date <= day_known.as_of_date) as chip_count,
        count(*) filter (
            candidate.sold_from_date is null or candidate.sold_from_date > day_known.as_of_date
        ) as unknown_count
    from day_known
    join candidate on candidate.maybe_from_date <= day_known.as_of_date
    group by day_known.as_of_date, candidate.objective, candidate.universe
    having chip_count > 0
),

status as (
    select
        day_known.as_of_date,
        said.destination_group_id,
        said.end_user_hq_group,
        said.chip_id,
        unnest(['text', 'enforced']) as status_side,
        unnest([said.status_text, said.status_enforced]) as status
    from day_known
    join metric.control_status_by_chip_destination_group as said
        on
            said.valid_from_date <= day_known.as_of_date
            and (said.valid_to_date is null or day_known.as_of_date < said.valid_to_date)
),

standing as (
    select
        status.*,
        candidate.* exclude (chip_id),
        coalesce(candidate.sold_from_date <= status.as_of_date, false) as is_sold
    from status
    join candidate
        on
            status.chip_id = candidate.chip_id
            and candidate.maybe_from_date <= status.as_of_date
),

legal as (
    select
        as_of_date,
        destination_group_id,
        end_user_hq_group,
        status_side,
        objective,
        universe,
        max(place) filter (is_us and is_sold and status = 'not_controlled') as us_place,
        max(place) filter (is_us and status in ('not_controlled', 'undetermined'))
            as us_high_place,
        max(place) filter (
            is_us and is_sold
            and status in ('not_controlled', 'exception_available', 'notify_only')
        ) as unlicensed_place,
        max(place) filter (
            is_us
            and status in (
                'not_controlled', 'exception_available', 'notify_only', 'undetermined'
            )
        ) as unlicensed_high_place,
        max(place) filter (is_sold and status = 'not_controlled') as any_place,
        max(place) filter (status in ('not_controlled', 'undetermined')) as any_high_place
    from standing
    group by
        as_of_date, destination_group_id, end_user_hq_group, status_side, objective, universe
),

domestic as (
    select
        country.country_code,
        day_known.as_of_date,
        candidate.objective,
        candidate.universe,
        max(candidate.place) filter (candidate.sold_from_date <= day_known.as_of_date) as place,
        max(candidate.place) as maybe_place
    from core.country as country
    join candidate on country.rule_treatment_country_code = candidate.designer_country_code
    join day_known on candidate.maybe_from_date <= day_known.as_of_date
    group by
        country.country_code,
        day_known.as_of_date,
        candidate.objective,
        candidate.universe
),

placed as (
    select
        member.country_code,
        legal.*,
        frontier.place as frontier_place,
        frontier.maybe_place as frontier_maybe_place,
        frontier.chip_count,
        frontier.unknown_count,
        greatest(legal.any_place, domestic.place) as available_place,
        greatest(legal.any_high_place, domestic.maybe_place) as available_high_place
    from legal
    join core.destination_group_member as member
        on
            legal.destination_group_id = member.destination_group_id
            and legal.end_user_hq_group = member.end_user_hq_group
            and member.valid_from_date <= legal.as_of_date
            and (member.valid_to_date is null or legal.as_of_date < member.valid_to_date)
    join frontier
        on
            legal.as_of_date = frontier.as_of_date
            and legal.objective = frontier.objective
            and legal.universe = frontier.universe
    left join domestic
        on
            member.country_code = domestic.country_code
            and legal.as_of_date = domestic.as_of_date
            and legal.objective = domestic.objective
            and legal.universe = domestic.universe
    where member.country_code <> 'USA'
),

named as (
    select
        placed.*,
        ranked.chip_ids[placed.frontier_place] as frontier_chip_id,
        ranked.value_list[placed.frontier_place] as frontier_value,
        ranked.chip_ids[placed.frontier_maybe_place] as frontier_maybe_chip_id,
        ranked.value_list[placed.frontier_maybe_place] as frontier_maybe_value,
        ranked.chip_ids[placed.us_place] as us_chip_id,
        coalesce(ranked.value_list[placed.us_place], 0) as us_value,
        ranked.chip_ids[placed.us_high_place] as us_high_chip_id,
        coalesce(ranked.value_list[placed.us_high_place], 0) as us_high_value,
        ranked.chip_ids[placed.unlicensed_place] as unlicensed_chip_id,
        coalesce(ranked.value_list[placed.unlicensed_place], 0) as unlicensed_value,
        coalesce(ranked.value_list[placed.unlicensed_high_place], 0) as unlicensed_high_value,
        ranked.chip_ids[placed.available_place] as available_chip_id,
        coalesce(ranked.value_list[placed.available_place], 0) as available_value,
        coalesce(ranked.value_list[placed.available_high_place], 0) as available_high_value,
        ranked.bounded_list[placed.frontier_place]
        or coalesce(ranked.bounded_list[placed.us_place], false)
        or coalesce(ranked.bounded_list[placed.unlicensed_place], false)
        or coalesce(ranked.bounded_list[placed.available_place], false) as is_bounded
    from placed
    join ranked on placed.objective = ranked.objective
)

select
    country_code as destination_country_code,
    objective,
    universe,
    status_side,
    as_of_date,
    frontier_chip_id,
    frontier_value,
    frontier_maybe_chip_id,
    unknown_count as unknown_shipping_count,
    us_chip_id as best_legal_us_origin_chip_id,
    us_value / frontier_maybe_value as best_legal_us_origin_ratio_low,
    us_value / frontier_value as best_legal_us_origin_ratio,
    least(us_high_value / frontier_value, 1) as best_legal_us_origin_ratio_high,
    us_high_chip_id as best_legal_us_origin_high_chip_id,
    unlicensed_chip_id as best_notify_or_exception_chip_id,
    unlicensed_value / frontier_maybe_value as best_notify_or_exception_ratio_low,
    unlicensed_value / frontier_value as best_notify_or_exception_ratio,
    least(unlicensed_high_value / frontier_value, 1) as best_notify_or_exception_ratio_high,
    available_chip_id as best_available_incl_domestic_chip_id,
    available_value / frontier_maybe_value as best_available_incl_domestic_ratio_low,
    available_value / frontier_value as best_available_incl_domestic_ratio,
    least(available_high_value / frontier_value, 1) as best_available_incl_domestic_ratio_high,
    case when is_bounded then 'estimated' else 'reported' end as ratio_basis,
    'range' as interval_kind,
    ['shipping-day-unknown'] as ambiguity_ids,
    chip_count as input_row_count,
    through.data_through_date
from named
cross join through
