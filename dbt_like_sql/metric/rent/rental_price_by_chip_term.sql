-- question: What does an hour of each chip rent for, by the latest that is known, and how is that known?
-- example: select chip_id, price_per_gpu_hour_usd, price_method, provider_count, as_of_date from metric.rental_price_by_chip_term where term = 'on_demand' and chip_id in ('nvidia-h100-sxm', 'nvidia-h200-sxm', 'nvidia-b200') order by chip_id
-- only: core.model_constant = rental_offer_max_age_days; core.coverage = rental_offer
with age as (
    select cast(value as integer) as max_days
    from core.model_constant
    where constant_id = 'rental_offer_max_age_days'
),

offer as (
    select
        *,
        max(observed_date) over (partition by chip_id, term) as newest_date
    from core.rental_offer
    where chip_id is not null and not is_superseded
),

standing as (
    select offer.*
    from offer
    cross join age
    where offer.observed_date > offer.newest_date - age.max_days
    qualify row_number() over (
        partition by offer.chip_id, offer.term, offer.provider_id
        order by offer.observed_date desc, offer.price_per_gpu_hour_usd, offer.rental_offer_id
    ) = 1
),

listed as (
    select
        chip_id,
        term,
        any_value(newest_date) as as_of_date,
        quantile_cont(price_per_gpu_hour_usd, 0.25) as quartile_1,
        median(price_per_gpu_hour_usd) as middle,
        quantile_cont(price_per_gpu_hour_usd, 0.75) as quartile_3,
        count(*) as provider_count
    from standing
    group by chip_id, term
),

level as (
    select *
    from metric.rental_index_by_chip_week
    where provider_tier = 'all' and region = 'all'
    qualify row_number() over (partition by chip_id, term order by week_start_date desc) = 1
),

joined as (
    select
        listed.*,
        level.price_per_gpu_hour_usd_low as level_low,
        level.price_per_gpu_hour_usd as level,
        level.price_per_gpu_hour_usd_high as level_high,
        coalesce(level.week_start_date + age.max_days >= listed.as_of_date, false) as has_level
    from listed
    cross join age
    left join level on listed.chip_id = level.chip_id and listed.term = level.term
)

select
    joined.chip_id,
    joined.term,
    case
        when joined.has_level then joined.level_low
        when joined.quartile_1 < joined.middle then joined.quartile_1
    end as price_per_gpu_hour_usd_low,
    case when joined.has_level then joined.level else joined.middle end as price_per_gpu_hour_usd,
    case
        when joined.has_level then joined.level_high
        when joined.quartile_3 > joined.middle then joined.quartile_3
    end as price_per_gpu_hour_usd_high,
    case when joined.has_level then 'matched_level' else 'median_of_offers' end as price_method,
    case
        when joined.has_level then 'ci90'
        when joined.quartile_1 < joined.middle or joined.quartile_3 > joined.middle then 'range'
    end as interval_kind,
    'estimated' as price_per_gpu_hour_usd_basis,
    joined.provider_count,
    joined.as_of_date,
    ['rental_offer_max_age_days'] as constant_ids,
    joined.provider_count as input_row_count,
    coverage.data_through_date
from joined
join core.coverage as coverage on coverage.coverage_id = 'rental_offer'
