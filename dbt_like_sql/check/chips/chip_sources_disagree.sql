-- severity: warning
-- description: databases and documents that state a number or date of a chip agree with what is believed
select row_key as chip_id, column_name, value, agreeing_publisher_count, dissenting_publisher_count
from core.cell_confirmation
where table_name = 'core.chip' and dissenting_publisher_count > 0
