-- severity: blocking
-- description: where publishers differ on what is believed, core.adjudication says which is right, and why
select table_name, row_key, column_name, value, agreeing_publisher_count, dissenting_publisher_count
from core.cell_confirmation
where confirmation_status = 'disputed' and not is_adjudicated
