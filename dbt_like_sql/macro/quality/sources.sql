-- description: Every source in plain words: who publishes it, under which licence, how to cite it and how far its knowledge goes in this file
-- title: Title
-- publisher: Who publishes it
-- licence: Licence of the data
-- citation: How to cite it
-- known_to: Latest day of knowledge from it in this file; NULL for none
-- releases_held: Releases that entered this file
-- url: Address it is fetched from
-- source_id: Id of meta.source
-- example: select title, publisher, licence, known_to from sources where known_to is not null order by known_to desc, title limit 5
create view sources as
select
    title,
    publisher,
    licence,
    citation,
    cast(known_to_at as date) as known_to,
    snapshot_count as releases_held,
    url,
    source_id
from meta.source
