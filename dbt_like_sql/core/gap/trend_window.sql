-- question: To which models are trends of training compute fitted?
-- example: select window_id, window_start_date, top_count, domains from core.trend_window
select
    window_id,
    window_start_date,
    top_count,
    domains,
    segment_point_count,
    note
from seed.trend_window
