-- Through which day each source is known, and how many numbers of chips it states that others confirm.
with stated as (
    select distinct source_id, chip_id, attribute
    from core.chip_fact
    where reason_code is null
),

confirmed as (
    select
        stated.source_id,
        count(*) as stated_chip_cell_count,
        count(*) filter (where cell.confirmation_status = 'confirmed') as confirmed_chip_cell_count
    from stated
    join core.cell_confirmation as cell
        on
            cell.table_name = 'core.chip'
            and stated.chip_id = cell.row_key
            and stated.attribute = cell.column_name
    where not cell.is_calendar_day
    group by stated.source_id
)

select
    source.title as source,
    source.publisher,
    cast(source.known_to_at as date) as known_through_date,
    date_diff('day', cast(source.known_to_at as date), today.as_of_date) as age_days,
    source.cadence_days,
    source.snapshot_count,
    count(*) over () as declared_source_count,
    confirmed.stated_chip_cell_count,
    confirmed.confirmed_chip_cell_count,
    source.licence,
    source.url
from meta.source as source
left join confirmed on source.source_id = confirmed.source_id
cross join (select max(as_of_date) as as_of_date from meta.release) as today
order by known_through_date desc nulls last, source
