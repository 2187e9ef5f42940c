-- only: core.coverage = data_center
with site as (
    select
        *,
        h100e_count > coalesce(
            max(h100e_count) over (
                order by valid_from_date, h100e_count, system_id
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as is_record
    from core.compute_system
    where
        system_kind = 'data_center' and stage = 'existing' and h100e_count > 0
        and valid_from_date is not null
)

select
    'data_center_record/h100e_count/since_2024_08' as series_id,
    system_id || '/' || state_number as point_id,
    'h100e_count' as group_id,
    valid_from_date as valid_date,
    h100e_count as value,
    'data centers that set a record of H100 equivalents since August 2024' as filter_text,
    coverage.data_through_date
from site
join core.coverage as coverage on coverage.coverage_id = 'data_center'
where
    is_record and valid_from_date >= date '2024-08-01'
    and valid_from_date <= coverage.data_through_date
