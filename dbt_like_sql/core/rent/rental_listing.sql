-- question: Which rental offers of databases name no chip of the register?
-- example: select hardware_name, count(*) as offer_count from core.rental_listing where chip_id is null group by hardware_name order by offer_count desc limit 5
-- by: observed_date; raw.gpu_rental_price as fetched_date; raw.epoch_hardware_price as price_date
-- only: core.model_constant = rental_tracker_confidence_share; core.word_set = form_unstated_name, on_demand_kind
with epoch as (
    select
        *,
        hardware_model || coalesce(
            ', ' || nullif(regexp_extract(cloud_description, '(\d+) ?GB', 1), '') || ' GB', ''
        ) as hardware_name,
        case
            when location similar to '.*(US|Iowa|Oregon|us-central).*' then 'north_america'
            when location similar to '.*(Europe|europe|Belgium).*' then 'europe'
            when location similar to '.*(Japan|asia).*' then 'asia_pacific'
            else 'not_stated'
        end as region
    from raw.epoch_hardware_price
    where vendor is not null and price_date is not null
),

epoch_offer as (
    select *, 'on_demand' as term, on_demand_price_per_chip_hour_usd as price from epoch
    union all
    select *, '1_year', one_year_price_per_chip_hour_usd from epoch
    union all
    select *, '3_year', three_year_price_per_chip_hour_usd from epoch
),

tracked as (
    select
        *,
        gpu || ', ' || cast(cast(vram_gb as bigint) as varchar) || ' GB' as hardware_name
    from raw.gpu_rental_price
    qualify row_number() over (
        partition by provider, gpu, kind, vram_gb, min_gpu_count, offer_number, fetched_date
        order by observed_date
    ) = 1
),

listing as (
    select
        concat_ws('|', source_id, price_key, term) as rental_offer_id,
        vendor as provider_name,
        hardware_name,
        hardware_model as short_name,
        cast(null as varchar) as instance_name,
        gpu_count as instance_gpu_count,
        term,
        region,
        location,
        price,
        price_date as observed_date,
        coalesce(notes, array_to_string(note_terms, '; ')) as note,
        source_id,
        first_snapshot_id,
        source_locator,
        'Epoch AI, hardware prices' as citation,
        case when price_source like 'http%' then price_source end as citation_url
    from epoch_offer
    where price is not null
    union all
    select
        concat_ws(
            '|', source_id, provider, gpu, kind, vram_gb, min_gpu_count, offer_number, fetched_date
        ),
        case kind when 'community' then provider || '/community' else provider end,
        hardware_name,
        gpu,
        cast(null as varchar),
        min_gpu_count,
        case
            when kind in ('spot', 'serverless') then kind
            when kind in (select unnest(words) from core.word_set where word_set_id = 'on_demand_kind')
                then 'on_demand'
        end,
        'not_stated',
        cast(null as varchar),
        price_per_gpu_hour_usd,
        fetched_date,
        cast(null as varchar),
        source_id,
        first_snapshot_id,
        source_locator,
        'gpurentalprices.com',
        case when source_url like 'http%' then source_url end
    from tracked
),

-- A name that stands for one chip tells it whatever memory is printed; memory tells variants apart.
family as (
    select source_id, split_part(alias, ', ', 1) as name, min(chip_id) as chip_id
    from seed.chip_alias
    group by all
    having count(distinct chip_id) = 1
),

form_unstated as (
    select unnest(words) as name
    from core.word_set
    where word_set_id = 'form_unstated_name'
),

matched as (
    select
        listing.*,
        provider_alias.provider_id,
        coalesce(
            of_provider.chip_id, of_name.chip_id, of_short_name.chip_id,
            of_provider_family.chip_id, of_family.chip_id
        ) as chip_id
    from listing
    left join seed.provider_alias as provider_alias
        on
            listing.source_id = provider_alias.source_id
            and listing.provider_name = provider_alias.alias
    left join seed.chip_alias as of_provider
        on
            listing.source_id = of_provider.source_id
            and of_provider.alias = listing.provider_name || '/' || listing.hardware_name
    left join seed.chip_alias as of_name
        on listing.source_id = of_name.source_id and of_name.alias = listing.hardware_name
    left join seed.chip_alias as of_short_name
        on listing.source_id = of_short_name.source_id and of_short_name.alias = listing.short_name
    left join family as of_provider_family
        on
            listing.source_id = of_provider_family.source_id
            and of_provider_family.name = listing.provider_name || '/' || listing.short_name
    left join family as of_family
        on listing.source_id = of_family.source_id and of_family.name = listing.short_name
)

select
    matched.rental_offer_id,
    matched.provider_name,
    matched.provider_id,
    matched.hardware_name,
    matched.chip_id,
    form_unstated.name || '-form-unstated' as form_unstated_id,
    matched.instance_name,
    matched.instance_gpu_count,
    matched.term,
    matched.region,
    matched.location,
    matched.price as price_per_gpu_hour_usd,
    matched.observed_date,
    model_constant.value as confidence_share,
    matched.note,
    matched.source_id,
    matched.first_snapshot_id,
    matched.source_locator,
    matched.citation,
    matched.citation_url
from matched
cross join core.model_constant as model_constant
left join form_unstated
    on
        matched.chip_id is null
        and slug_of(replace(matched.hardware_name, ' GB', 'gb')) = form_unstated.name
where model_constant.constant_id = 'rental_tracker_confidence_share'
