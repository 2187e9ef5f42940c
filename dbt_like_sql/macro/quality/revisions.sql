-- description: What sources added, changed, renamed or took back, step by step, in plain words
-- known_on: Day by whose end it could be known
-- entity: What kind of thing it is, see meta.revision
-- what: added, removed, changed, renamed, merged, split, upstream_correction, held or accepted
-- about: What it is about, by its id
-- attribute: What changed; NULL for the record as a whole
-- before: What was stated before; NULL for nothing
-- since: What is stated since; NULL for nothing
-- source_id: Source, or `seed` for curated rows
-- record: Record of the source
-- first_seen_in: Release of this warehouse in which the step was first seen
-- example: select known_on, about, before, since from revisions where attribute = 'compute_flop' and what = 'changed' order by known_on desc, about limit 5
-- needs: meta.revision
create view revisions as
select
    cast(known_at as date) as known_on,
    entity,
    kind as what,
    entity_id as about,
    nullif(attribute, '') as attribute,
    old_value as before,
    new_value as since,
    source_id,
    record_key as record,
    first_release_id as first_seen_in
from meta.revision
