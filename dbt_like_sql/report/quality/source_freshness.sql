-- Through which day each source is known, and how often it is expected to change.
select
    source.title as source,
    source.publisher,
    cast(source.known_to_at as date) as known_through_date,
    date_diff('day', cast(source.known_to_at as date), today.as_of_date) as age_days,
    source.cadence_days,
    source.snapshot_count,
    count(*) over () as declared_source_count,
    source.licence,
    source.url
from meta.source as source
cross join (select max(as_of_date) as as_of_date from meta.release) as today
order by known_through_date desc nulls last, source
