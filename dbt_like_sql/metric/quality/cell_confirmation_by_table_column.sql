-- question: Which columns of the chip table rest on a single source?
-- example: select column_name, confirmed_cell_count, single_cell_count, disputed_cell_count, unread_cell_count from metric.cell_confirmation_by_table_column where table_name = 'core.chip' order by confirmed_share
select
    table_name,
    column_name,
    bool_and(is_calendar_day) as is_calendar_day,
    count(*) filter (where confirmation_status = 'confirmed') as confirmed_cell_count,
    count(*) filter (where confirmation_status = 'single') as single_cell_count,
    count(*) filter (where confirmation_status = 'disputed') as disputed_cell_count,
    count(*) filter (where confirmation_status = 'unread') as unread_cell_count,
    count(*) filter (where confirmation_status = 'disputed' and is_adjudicated)
        as adjudicated_cell_count,
    count(*) filter (where best_strength = 'makers_document') as makers_document_cell_count,
    count(*) filter (where best_strength in ('unnamed_file', 'formula')) as weak_cell_count,
    avg(case when confirmation_status = 'confirmed' then 1.0 else 0.0 end) as confirmed_share
from core.cell_confirmation
group by table_name, column_name
