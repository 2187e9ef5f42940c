-- Tables whose content differs from that of the release before.
select
    coalesce(now.table_name, earlier.table_name) as table_name,
    earlier.row_count as row_count_before,
    now.row_count as row_count_now,
    coalesce(now.row_count, 0) - coalesce(earlier.row_count, 0) as row_count_change,
    case
        when earlier.table_name is null then 'new'
        when now.table_name is null then 'gone'
        else 'changed'
    end as what
from meta.table_version as now
full join previous.meta.table_version as earlier on now.table_name = earlier.table_name
where
    now.content_hash is distinct from earlier.content_hash
    and exists (select 1 as one from previous.meta.table_version as any_earlier)
    and coalesce(now.layer, earlier.layer) in ('core', 'metric')
order by abs(coalesce(now.row_count, 0) - coalesce(earlier.row_count, 0)) desc, table_name
