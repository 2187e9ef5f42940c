-- severity: warning
-- description: where publishers differ on a model, cluster, price or shipment, somebody judged
select table_name, row_key, column_name, value, agreeing_publisher_count, dissenting_publisher_count
from core.cell_confirmation
where
    confirmation_status = 'disputed'
    and not is_adjudicated
    and table_name not in ('core.chip', 'core.item')
