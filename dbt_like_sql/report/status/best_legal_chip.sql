-- The best chip that may go to China, as a share of the best chip on the market, month by month.
select
    best.as_of_date,
    best.best_legal_us_origin_ratio_low as free_share_low,
    best.best_legal_us_origin_ratio as free_share,
    best.best_legal_us_origin_ratio_high as free_share_high,
    free_chip.chip_name as free_chip,
    best.best_available_incl_domestic_ratio_low as any_share_low,
    best.best_available_incl_domestic_ratio as any_share,
    best.best_available_incl_domestic_ratio_high as any_share_high,
    any_chip.chip_name as any_chip,
    frontier.chip_name as best_chip,
    best.frontier_value as best_chip_h100e_ratio,
    best.unknown_shipping_count,
    best.data_through_date
from core.destination_group_member as member
join metric.best_legal_chip_by_destination_group_objective_month as best
    on
        member.destination_group_id = best.destination_group_id
        and member.end_user_hq_group = best.end_user_hq_group
        and holds_on(best.as_of_date, member.valid_from_date, member.valid_to_date)
left join core.chip as free_chip on best.best_legal_us_origin_chip_id = free_chip.chip_id
left join core.chip as any_chip on best.best_available_incl_domestic_chip_id = any_chip.chip_id
left join core.chip as frontier on best.frontier_chip_id = frontier.chip_id
where
    member.country_code = 'CHN'
    and best.designer_home = 'CHN'
    and best.objective = 'train_h100e'
    and best.universe = 'packaged'
    and best.status_side = 'enforced'
order by best.as_of_date
