-- description: Where to begin: every view in plain words and every macro, with a query to copy
-- example: select look_at, answers from help() limit 5
create macro help() as table
select
    look_at,
    answers,
    query
from meta.start_here
where asked_here('{release_id}')
order by position
