-- severity: blocking
-- description: from the last day of reading on, where publishers differ on what is believed, core.adjudication says which is right, and why; an earlier day is put together from what was read later
with reading as (
    select max(read_date) as last_date
    from core.evidence
)

select
    cell.table_name,
    cell.row_key,
    cell.column_name,
    cell.value,
    cell.agreeing_publisher_count,
    cell.dissenting_publisher_count
from core.cell_confirmation as cell
cross join seed.build_date as build
cross join reading
where
    cell.confirmation_status = 'disputed'
    and not cell.is_adjudicated
    and (reading.last_date is null or build.as_of_date >= reading.last_date)
