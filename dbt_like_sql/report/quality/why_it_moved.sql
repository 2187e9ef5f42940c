-- Why numbers moved between two releases, as `chipledger why` was asked: from bar to bar.
with asked as (
    select distinct
        attribution_number,
        question,
        from_release_id,
        to_release_id,
        before,
        now
    from meta.revision_attribution
),

step as (
    select
        attribution_number,
        place,
        cause,
        moved_by
    from meta.revision_attribution
    where cause <> 'row' and moved_by <> 0
),

bar as (
    select
        attribution_number,
        0 as place,
        'before' as cause,
        cast(null as double) as moved_by
    from asked
    union all
    select * from step
    union all
    select
        attribution_number,
        (select max(place) + 1 from meta.revision_attribution),
        'now',
        null
    from asked
),

most as (
    select
        attribution_number,
        split_part(arg_max(row_key, abs(moved_by)), '|', 1) as row_that_moved_it_most
    from meta.revision_attribution
    where cause = 'row'
    group by attribution_number
)

select
    coalesce(headline.question, asked.question) as question,
    asked.from_release_id,
    asked.to_release_id,
    bar.cause,
    bar.moved_by,
    asked.before,
    asked.now,
    asked.before + coalesce(
        sum(bar.moved_by) over (
            partition by bar.attribution_number order by bar.place rows unbounded preceding
        ), 0
    ) as number_after,
    most.row_that_moved_it_most
from bar
join asked on bar.attribution_number = asked.attribution_number
left join most on bar.attribution_number = most.attribution_number
left join core.headline as headline on asked.question = headline.headline_id
order by bar.attribution_number, bar.place
