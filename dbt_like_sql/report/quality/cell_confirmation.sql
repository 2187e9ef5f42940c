-- How many numbers of chips more than one publisher states, or their maker's document does.
select
    column_name,
    confirmed_cell_count,
    single_cell_count,
    disputed_cell_count,
    unread_cell_count,
    confirmed_share
from metric.cell_confirmation_by_table_column
where table_name = 'core.chip' and not is_calendar_day
order by confirmed_share desc, column_name
