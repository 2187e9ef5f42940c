-- description: How much of the frontier a country may buy without a licence, month by month and on every day on which a rule took effect: metric.best_legal_chip_by_destination_group_objective_month country by country; not legal advice
-- destination: Destination
-- destination_country_code: Destination, ISO 3166-1 alpha-3
-- example: select as_of_date, best_legal_us_origin_chip_id, best_legal_us_origin_ratio_low, best_legal_us_origin_ratio, best_legal_us_origin_ratio_high, frontier_chip_id from best_legal_chip where destination = 'United Arab Emirates' and objective = 'train_h100e' and universe = 'datacenter' and status_side = 'enforced' and month(as_of_date) = 12 order by as_of_date
create view best_legal_chip as
select
    named.area_name as destination,
    member.country_code as destination_country_code,
    best.objective,
    best.universe,
    best.status_side,
    best.as_of_date,
    best.frontier_chip_id,
    cast(format('{:.4g}', best.frontier_value) as double) as frontier_value,
    best.frontier_maybe_chip_id,
    best.unknown_shipping_count,
    best.best_legal_us_origin_chip_id,
    cast(format('{:.4g}', best.best_legal_us_origin_ratio_low) as double) as best_legal_us_origin_ratio_low,
    cast(format('{:.4g}', best.best_legal_us_origin_ratio) as double) as best_legal_us_origin_ratio,
    cast(format('{:.4g}', best.best_legal_us_origin_ratio_high) as double) as best_legal_us_origin_ratio_high,
    best.is_us_origin_quotable,
    best.best_legal_us_origin_high_chip_id,
    best.best_notify_or_exception_chip_id,
    cast(format('{:.4g}', best.best_notify_or_exception_ratio_low) as double) as best_notify_or_exception_ratio_low,
    cast(format('{:.4g}', best.best_notify_or_exception_ratio) as double) as best_notify_or_exception_ratio,
    cast(format('{:.4g}', best.best_notify_or_exception_ratio_high) as double) as best_notify_or_exception_ratio_high,
    best.is_notify_quotable,
    best.best_available_incl_domestic_chip_id,
    cast(format('{:.4g}', best.best_available_incl_domestic_ratio_low) as double) as best_available_incl_domestic_ratio_low,
    cast(format('{:.4g}', best.best_available_incl_domestic_ratio) as double) as best_available_incl_domestic_ratio,
    cast(format('{:.4g}', best.best_available_incl_domestic_ratio_high) as double) as best_available_incl_domestic_ratio_high,
    best.is_available_quotable,
    best.ratio_basis,
    best.interval_kind,
    best.ambiguity_ids,
    best.input_row_count,
    best.data_through_date
from core.destination_group_member as member
join step.designer_home_by_country as home on member.country_code = home.country_code
join metric.best_legal_chip_by_destination_group_objective_month as best
    on
        member.destination_group_id = best.destination_group_id
        and member.end_user_hq_group = best.end_user_hq_group
        and home.designer_home = best.designer_home
        and holds_on(best.as_of_date, member.valid_from_date, member.valid_to_date)
join core.area_name as named on member.country_code = named.area_code
where member.country_code <> 'USA'
