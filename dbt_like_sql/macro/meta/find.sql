-- description: Where a chip, model, country, cluster or organization stands in the views, by any name or beginning of a name that it goes by, each place with a query to copy; no query: the view has nothing of it
-- in_words: name or a beginning of it, such as H100, DeepSeek R1, UAE or Colossus
-- example: select name, what, look_at, query from find('H20')
create macro find(in_words) as table
with wanted as (
    select
        plain_of(cast(in_words as varchar)) as plain,
        '(?i)\b' || regexp_escape(cast(in_words as varchar)) as beginning
    where asked_here('{release_id}')
),

developer as (
    select distinct unnest(organization_names) as name from core.model_release
),

owner as (
    select distinct unnest(string_split(owners, ', ')) as name from main.clusters
),

held as (
    select 'chip' as what, 1 as place, 'chips' as look_at, 'chip' as column_name, chip_name as name from core.chip
    union
    select 'chip', 2, 'status', 'chip', chip.chip_name
    from core.chip as chip
    semi join metric.control_status_by_chip_destination_group as status on chip.chip_id = status.chip_id
    union
    select 'chip', 3, 'prices', 'chip', chip_name from core.chip
    union
    select 'chip', 4, 'rent', 'chip', chip_name from core.chip
    union
    select 'model', 1, 'models', 'model', model_name from core.model_release
    union
    select 'model', 2, 'costs', 'model', model_name from core.model_release
    union
    select 'country', 1, 'status', 'country', area.area_name
    from core.area_name as area
    semi join core.destination_group_member as member on area.area_code = member.country_code
    union
    select 'country', 2, 'best_legal_chip', 'destination', area.area_name
    from core.area_name as area
    semi join core.destination_group_member as member on area.area_code = member.country_code
    where area.area_code <> 'USA'
    union
    select 'country', 3, 'gap', 'leader', leader from main.gap
    union
    select 'country', 4, 'gap', 'follower', follower from main.gap
    union
    select 'country', 5, 'stock', 'country', country from main.stock
    union
    select 'country', 6, 'clusters', 'country', country from main.clusters
    union
    select 'country', 7, 'models', 'countries', unnest(string_split(countries, ', ')) from main.models
    union
    select 'country', 8, 'changes', 'country', country from main.changes
    union
    select 'cluster', 1, 'clusters', 'cluster', cluster from main.clusters
    union
    select 'organization', 1, 'models', 'organizations', name from developer
    union
    select 'organization', 2, 'chips', 'maker', designer from core.chip
    union
    select 'organization', 3, 'clusters', 'owners', name from owner
),

called as (
    select what, name, plain_of(name) as plain from held where name is not null
    union
    select 'chip', chip.chip_name, named.plain_name
    from core.item_name as named
    join core.chip as chip on named.item_id = chip.chip_id
    union
    select 'country', area.area_name, named.plain_name
    from core.country_name as named
    join core.area_name as area on named.country_code = area.area_code
),

likened as (
    select
        called.what,
        called.name,
        min(case
            when called.plain = wanted.plain then 1
            when starts_with(called.plain, wanted.plain) then 2
            when regexp_matches(called.name, wanted.beginning) then 3
            else 4
        end) as likeness
    from called
    cross join wanted
    where
        wanted.plain <> '' and (
            starts_with(called.plain, wanted.plain)
            or regexp_matches(called.name, wanted.beginning)
            or (
                abs(length(called.plain) - length(wanted.plain)) <= length(wanted.plain) / 4
                and damerau_levenshtein(called.plain, wanted.plain) <= length(wanted.plain) / 4
            )
        )
    group by called.what, called.name
),

found as (
    select *
    from likened
    qualify
        (likeness = min(likeness) over (partition by what) or (likeness = 2 and what = 'model'))
        and (min(likeness) over () > 1 or likeness = 1 or (likeness = 2 and what = 'model'))
        and (min(likeness) over () = 4 or likeness < 4)
),

place as (
    select distinct what, place, look_at, column_name from held
),

told as (
    select found.*, place.place, place.look_at, place.column_name
    from found
    join place on found.what = place.what
    union all
    select
        error(
            'no chip, model, country, cluster or organization is called '''
            || coalesce(cast(in_words as varchar), 'NULL') || ''' or like it; `from help()` lists what there is'
        ), null, null, null, null, null
    from wanted
    where (select count(*) from found) = 0
)

select
    told.name,
    told.what,
    told.look_at,
    case when held.name is not null then
        'select * from ' || told.look_at || ' where ' || told.column_name || case
            -- a column named in the plural holds several names
            when ends_with(told.column_name, 's')
                then ' like ''%' || replace(told.name, '''', '''''') || '%'''
            else ' = ''' || replace(told.name, '''', '''''') || ''''
        end
    end as query
from told
left join held
    on told.what = held.what and told.name = held.name
    and told.look_at = held.look_at and told.column_name = held.column_name
order by told.likeness, told.what, told.name, told.place
