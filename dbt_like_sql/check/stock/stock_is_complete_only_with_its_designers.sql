-- severity: blocking
-- description: no stock is called complete in a quarter before a designer that it counts later is covered
with by_designer as (
    select
        'country' as held_by,
        country_code as holder,
        designer_id,
        quarter_end_date,
        is_incomplete
    from metric.installed_base_by_country_quarter
    union all
    select
        'owner',
        owner_id,
        designer_id,
        quarter_end_date,
        is_incomplete
    from metric.installed_base_by_owner_quarter
),

entry as (
    select designer_id, min(quarter_end_date) as first_quarter_date
    from by_designer
    group by all
),

covered as (
    select
        by_designer.held_by,
        by_designer.holder,
        max(entry.first_quarter_date) as all_covered_date
    from by_designer
    join entry on by_designer.designer_id = entry.designer_id
    group by all
),

stock as (
    select 'installed_base' as table_of, held_by, holder, quarter_end_date, is_incomplete
    from by_designer
    where designer_id = 'all'
    union all
    select 'leakage_adjusted_base', 'country', country_code, quarter_end_date, is_incomplete
    from metric.leakage_adjusted_base_by_country_quarter
    union all
    select 'deployed_base', 'country', country_code, quarter_end_date, is_incomplete
    from metric.deployed_base_by_country_quarter
)

select distinct
    stock.table_of,
    stock.held_by,
    stock.holder,
    stock.quarter_end_date,
    covered.all_covered_date
from stock
join covered on stock.held_by = covered.held_by and stock.holder = covered.holder
where not stock.is_incomplete and stock.quarter_end_date < covered.all_covered_date
