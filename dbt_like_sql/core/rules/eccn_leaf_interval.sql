-- question: Between which days was a paragraph of the control list seen worded so?
-- example: select first_seen_date, last_seen_date, next_seen_date, text from core.eccn_leaf_interval where locator = '3A090.a.1' order by first_seen_date
select
    eccn_path as locator,
    first_seen_date,
    wording_key,
    substr(eccn_path, 1, 5) as entry,
    last_seen_date,
    min(first_seen_date) over later as next_seen_date,
    capture_count,
    text,
    source_id,
    first_snapshot_id
from raw.eccn_leaf_interval
window later as (
    partition by eccn_path
    order by first_seen_date
    range between interval 1 day following and unbounded following
)
