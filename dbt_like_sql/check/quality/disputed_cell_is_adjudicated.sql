-- severity: blocking
-- description: where publishers differ on a chip or item, seed/adjudication.csv says which is believed, and why
select row_key, column_name, value, agreeing_publisher_count, dissenting_publisher_count
from core.cell_confirmation
where
    confirmation_status = 'disputed'
    and not is_adjudicated
    and table_name in ('core.chip', 'core.item')
