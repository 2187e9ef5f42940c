-- severity: blocking
-- description: both sides of a share of the flow count the same designers: each covered one states all its sales and those to owners, none is covered and uncovered, and a share without one that another quarter counts is incomplete
with counted as (
    select
        share.*,
        unnest(share.covered_designer_ids) as covered_designer_id
    from metric.flow_share_by_country_quarter as share
),

told as (
    select distinct designer_id, period_end_date, owner_id = 'all' as is_of_all
    from core.chip_shipment
    where is_chosen
),

ever as (
    select distinct country_code, designer_id, h100e_basis, covered_designer_id
    from counted
)

select
    'one side is not stated' as fault,
    counted.country_code,
    counted.designer_id,
    counted.quarter_end_date,
    counted.covered_designer_id
from counted
left join told as sold
    on
        counted.covered_designer_id = sold.designer_id
        and counted.quarter_end_date = sold.period_end_date
        and sold.is_of_all
left join told as bought
    on
        counted.covered_designer_id = bought.designer_id
        and counted.quarter_end_date = bought.period_end_date
        and not bought.is_of_all
where sold.designer_id is null or bought.designer_id is null
union all
select
    'a designer is missing and the share is called complete',
    country_code,
    designer_id,
    quarter_end_date,
    uncovered_designer_ids[1]
from metric.flow_share_by_country_quarter
where
    (len(uncovered_designer_ids) > 0 and not is_incomplete)
    or list_has_any(covered_designer_ids, uncovered_designer_ids)
union all
select
    'a designer that another quarter counts is forgotten',
    share.country_code,
    share.designer_id,
    share.quarter_end_date,
    ever.covered_designer_id
from metric.flow_share_by_country_quarter as share
join ever
    on
        share.country_code = ever.country_code
        and share.designer_id = ever.designer_id
        and share.h100e_basis = ever.h100e_basis
where not list_contains(list_concat(share.covered_designer_ids, share.uncovered_designer_ids), ever.covered_designer_id)
