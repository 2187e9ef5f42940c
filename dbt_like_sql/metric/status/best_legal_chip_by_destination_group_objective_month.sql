-- only: core.coverage = chip, rule; core.word_set = unlicensed_status
-- question: How much of the frontier could China buy from the United States without a licence, by text and in fact?
-- example: select as_of_date, status_side, best_legal_us_origin_chip_id, round(best_legal_us_origin_ratio, 3) as legal_ratio, frontier_chip_id from metric.best_legal_chip_by_destination_group_objective_month where designer_home = 'CHN' and objective = 'train_h100e' and universe = 'packaged' and as_of_date in (date '2022-09-30', date '2023-06-30', date '2023-12-31', date '2025-06-30') order by as_of_date, status_side
with through as (
    select min(data_through_date) as data_through_date
    from core.coverage
    where coverage_id in ('chip', 'rule')
),

as_of_day as (
    select last_day(cast(unnest(generate_series(
        timestamp '2022-01-01', cast(data_through_date as timestamp), interval 1 month
    )) as date)) as as_of_date
    from through
    union
    select effective_date
    from core.rule_event
    where changes_status
    union
    select unnest([effective_date, compliance_date])
    from core.rule_version
    where series = 'us-3a090'
),

day_known as (
    select as_of_day.as_of_date
    from as_of_day
    join through on as_of_day.as_of_date <= through.data_through_date
),

ranked as (
    select
        objective,
        list(chip_id order by place) as chip_ids,
        list(value order by place) as value_list,
        list(is_bounded order by place) as bounded_list
    from step.chip_place_by_objective_chip
    group by objective
),

candidate as (
    select
        chip_id,
        objective,
        place,
        sold_from_date,
        maybe_from_date,
        designer_country_code = 'USA' as is_us,
        designer_country_code,
        unnest(universes) as universe
    from step.chip_place_by_objective_chip
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
            holds_on(day_known.as_of_date, said.valid_from_date, said.valid_to_date)
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
            and status in (select unnest(words) from core.word_set where word_set_id = 'unlicensed_status')
        ) as unlicensed_place,
        max(place) filter (
            is_us
            and (
                status = 'undetermined'
                or status in (select unnest(words) from core.word_set where word_set_id = 'unlicensed_status')
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
        candidate.designer_country_code as designer_home,
        day_known.as_of_date,
        candidate.objective,
        candidate.universe,
        max(candidate.place) filter (candidate.sold_from_date <= day_known.as_of_date) as place,
        max(candidate.place) as maybe_place
    from candidate
    join day_known on candidate.maybe_from_date <= day_known.as_of_date
    group by
        candidate.designer_country_code,
        day_known.as_of_date,
        candidate.objective,
        candidate.universe
),

peopled as (
    select distinct
        member.destination_group_id,
        member.end_user_hq_group,
        home.designer_home,
        day_known.as_of_date
    from core.destination_group_member as member
    join step.designer_home_by_country as home on member.country_code = home.country_code
    join day_known
        on
            holds_on(day_known.as_of_date, member.valid_from_date, member.valid_to_date)
    where member.country_code <> 'USA'
),

placed as (
    select
        peopled.designer_home,
        legal.*,
        frontier.place as frontier_place,
        frontier.maybe_place as frontier_maybe_place,
        frontier.chip_count,
        frontier.unknown_count,
        greatest(legal.any_place, domestic.place) as available_place,
        greatest(legal.any_high_place, domestic.maybe_place) as available_high_place
    from legal
    join peopled
        on
            legal.destination_group_id = peopled.destination_group_id
            and legal.end_user_hq_group = peopled.end_user_hq_group
            and legal.as_of_date = peopled.as_of_date
    join frontier
        on
            legal.as_of_date = frontier.as_of_date
            and legal.objective = frontier.objective
            and legal.universe = frontier.universe
    left join domestic
        on
            peopled.designer_home = domestic.designer_home
            and legal.as_of_date = domestic.as_of_date
            and legal.objective = domestic.objective
            and legal.universe = domestic.universe
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
    destination_group_id,
    end_user_hq_group,
    designer_home,
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
