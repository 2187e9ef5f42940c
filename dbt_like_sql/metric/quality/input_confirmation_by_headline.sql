-- question: On how much does each headline number rest that a single source says?
-- example: select headline_id, input_cell_count, round(confirmed_share, 3) as confirmed_share, round(single_share, 3) as single_share from metric.input_confirmation_by_headline where input_cell_count > 0 order by confirmed_share desc, headline_id
with cell as (
    select
        input.headline_id,
        confirmation.table_name,
        confirmation.row_key,
        confirmation.confirmation_status,
        point.point_id is not null as is_point
    from core.headline_input as input
    inner join core.headline as headline on input.headline_id = headline.headline_id
    inner join core.cell_confirmation as confirmation
        on
            input.table_name = confirmation.table_name
            and input.column_name = confirmation.column_name
    left join step.trend_point as point
        on
            headline.series_id = point.series_id
            and confirmation.row_key = point.point_id
),

used as (
    select *
    from cell
    qualify is_point or not bool_or(is_point) over (partition by headline_id, table_name)
)

select
    headline.headline_id,
    count(used.row_key) as input_cell_count,
    count(*) filter (where used.confirmation_status = 'confirmed') as confirmed_cell_count,
    count(*) filter (where used.confirmation_status = 'single') as single_cell_count,
    count(*) filter (where used.confirmation_status = 'disputed') as disputed_cell_count,
    count(*) filter (where used.confirmation_status = 'unread') as unread_cell_count,
    avg(cast(used.confirmation_status = 'confirmed' as integer)) as confirmed_share,
    avg(cast(used.confirmation_status = 'single' as integer)) as single_share
from core.headline as headline
left join used on headline.headline_id = used.headline_id
group by headline.headline_id
