-- What a person would write to get weekly rents from the tracker's files: point values, no intervals,
-- no provenance, nothing validated. Files, tables and constants are bound by rental_run.py.
create table read as
select
    cast(left(offer.fetched_at, 10) as date) as observed_date,
    case offer.kind when 'community' then offer.provider || '/community' else offer.provider end as provider,
    offer.gpu,
    offer.gpu || ', ' || cast(cast(offer.vram_gb as bigint) as varchar) || ' GB' as hardware_name,
    case when offer.kind in ('spot', 'serverless') then offer.kind else 'on_demand' end as term,
    offer.usd_hr as price,
    concat_ws('|', offer.provider, offer.gpu, offer.kind, offer.vram_gb, offer.min_gpus, offer.fetched_at) as id
from (
    select date as day, unnest(offers) as offer
    from read_json(
        getvariable('days'),
        columns = {
            date: 'date',
            offers: 'struct(provider varchar, gpu varchar, vram_gb double, usd_hr double, kind varchar, min_gpus bigint, fetched_at varchar)[]'
        }
    )
)
qualify row_number() over (
    partition by offer.provider, offer.gpu, offer.kind, offer.vram_gb, offer.min_gpus, observed_date order by day
) = 1;

create table alias as
select alias, chip_id from chip_alias where source_id = 'gpu_rental_prices';

create table family as
select split_part(alias, ', ', 1) as name, min(chip_id) as chip_id
from alias
group by name
having count(distinct chip_id) = 1;

create table offer as
select
    provider_alias.provider_id,
    provider.provider_tier,
    read.hardware_name,
    coalesce(
        of_provider.chip_id, of_name.chip_id, of_short_name.chip_id, provider_family.chip_id, family.chip_id
    ) as chip_id,
    read.term,
    'not_stated' as region,
    cast(null as varchar) as instance_name,
    cast(null as varchar) as location,
    read.price,
    read.observed_date,
    getvariable('confidence') as confidence,
    read.id
from read
join provider_alias on provider_alias.source_id = 'gpu_rental_prices' and read.provider = provider_alias.alias
join provider on provider_alias.provider_id = provider.provider_id
left join alias as of_provider on of_provider.alias = read.provider || '/' || read.hardware_name
left join alias as of_name on of_name.alias = read.hardware_name
left join alias as of_short_name on of_short_name.alias = read.gpu
left join family as provider_family on provider_family.name = read.provider || '/' || read.gpu
left join family on family.name = read.gpu
union all
select
    provider_id, provider_tier, hardware_name, chip_id, term, region, instance_name, location,
    price_per_gpu_hour_usd, observed_date, confidence_share, rental_offer_id
from all_offer
where source_id <> 'gpu_rental_prices' and not is_superseded;

create table last_of_week as
with grouped as (
    select
        coalesce(chip_id, case hardware_name when 'h100, 80 GB' then 'h100-80gb-form-unstated' end) as chip,
        provider_tier,
        term,
        region,
        cast(date_trunc('week', observed_date) as date) as week,
        concat_ws('|', provider_id, hardware_name, instance_name, location, region) as item,
        min_by(
            {'provider_id': provider_id, 'day': observed_date, 'price': price, 'confidence': confidence, 'id': id},
            (-epoch(observed_date), price, id)
        ) as offer
    from offer
    where chip is not null
    group by all
)

select chip, tier, term, region, week, item, unnest(offer)
from (
    select chip, tier, term, unnest([region, 'all']) as region, week, item, offer
    from (select *, unnest([provider_tier, 'all']) as tier from grouped)
);

create table standing as
with week as (
    select
        *,
        lag(week) over (partition by chip, tier, term, region order by week) as week_before
    from (select distinct chip, tier, term, region, week from last_of_week)
)

select
    week.*,
    last_of_week.* exclude (chip, tier, term, region, week),
    week.week + 6 - last_of_week.day as age,
    last_of_week.day >= week.week as is_seen
from week
join last_of_week using (chip, tier, term, region)
where last_of_week.week <= week.week and week.week + 6 - last_of_week.day < getvariable('max_age')
qualify row_number() over (
    partition by week.chip, week.tier, week.term, week.region, week.week, last_of_week.item
    order by last_of_week.day desc, last_of_week.price, last_of_week.id
) = 1;

create table result as
with of_provider as (
    select chip, tier, term, region, now.week, now.provider_id, avg(ln(now.price / earlier.price)) as move
    from standing as now
    join standing as earlier using (chip, tier, term, region, item)
    where earlier.week = now.week_before and now.is_seen
    group by all
),

moved as (
    select chip, tier, term, region, week, avg(move) as move, count(*) as matched
    from of_provider
    group by all
),

ranked as (
    select
        *,
        row_number() over (series_week order by price, id) as place,
        count(*) over (series_week) as offers
    from standing
    window series_week as (partition by chip, tier, term, region, week)
),

level as (
    select
        chip, tier, term, region, week,
        sum(price * confidence * pow(2, -age / getvariable('half_life'))) filter (is_kept)
        / sum(confidence * pow(2, -age / getvariable('half_life'))) filter (is_kept) as level,
        quantile_cont(price, [0.25, 0.5, 0.75]) as quartiles,
        count(*) as offers
    from (
        select *, place > cut and place <= offers - cut as is_kept
        from (select *, floor(getvariable('trim') * offers) as cut from ranked)
    )
    group by all
),

chained as (
    select
        level.*,
        coalesce(moved.matched >= getvariable('fewest'), false) as is_linked,
        case when is_linked then moved.move else 0 end as move,
        sum(cast(not is_linked as integer)) over (
            partition by chip, tier, term, region order by week
        ) as chain
    from level
    left join moved using (chip, tier, term, region, week)
)

select
    chip, tier, term, region, week, quartiles, offers,
    first(level) over chain * exp(sum(move) over chain) as price
from chained
window chain as (partition by chip, tier, term, region, chain order by week)
qualify count(*) over (partition by chip, tier, term, region, chain) > 1;
