-- question: What was each country's largest known training run at the end of a month?
-- example: select country_code, model_name, compute_flop, confidence_tier from metric.largest_run_by_country_month where valid_date = date '2024-12-31' and confidence_tier = 'tier_all' and country_basis = 'org_hq' and country_rule = 'inclusive' order by compute_flop desc, country_code limit 6
-- only: core.model_constant = comparable_run_count, comparable_run_years; core.coverage = training_compute
with counted as (
    select
        country_code,
        confidence_tier,
        country_basis,
        country_rule,
        release_date,
        max(input_row_count) as run_count
    from step.run_by_country
    group by all
),

record as (
    select
        *,
        lead(release_date) over (
            partition by country_code, confidence_tier, country_basis, country_rule
            order by release_date
        ) as until_date
    from step.run_by_country
    where is_record
),

spread_out as (
    select
        record.*,
        coverage.data_through_date,
        last_day(unnest(generate_series(
            date_trunc('month', greatest(record.release_date, date '2015-01-01')),
            coalesce(record.until_date, coverage.data_through_date),
            interval 1 month
        ))) as valid_date
    from record
    join core.coverage as coverage on coverage.coverage_id = 'training_compute'
),

standing as (
    select
        *,
        valid_date - to_years(cast(years.value as integer)) as recent_from_date
    from spread_out
    cross join core.model_constant as years
    where
        years.constant_id = 'comparable_run_years'
        and valid_date <= data_through_date
        and (until_date is null or valid_date < until_date)
),

numbered as (
    select
        standing.*,
        counted.run_count,
        counted.run_count - coalesce(older.run_count, 0) as recent_run_count
    from standing
    asof join counted
        on
            standing.country_code = counted.country_code
            and standing.confidence_tier = counted.confidence_tier
            and standing.country_basis = counted.country_basis
            and standing.country_rule = counted.country_rule
            and standing.valid_date >= counted.release_date
    asof left join counted as older
        on
            standing.country_code = older.country_code
            and standing.confidence_tier = older.confidence_tier
            and standing.country_basis = older.country_basis
            and standing.country_rule = older.country_rule
            and standing.recent_from_date >= older.release_date
)

select
    numbered.country_code,
    numbered.confidence_tier,
    numbered.country_basis,
    numbered.country_rule,
    numbered.valid_date,
    numbered.model_id,
    numbered.model_name,
    numbered.release_date,
    numbered.country_share,
    numbered.compute_flop_low,
    numbered.compute_flop,
    numbered.compute_flop_high,
    numbered.compute_flop_basis,
    numbered.interval_source,
    case when numbered.interval_source is not null then 'ci90' end as interval_kind,
    numbered.credited_compute_flop,
    numbered.recent_run_count,
    numbered.recent_run_count >= fewest.value and numbered.release_date > numbered.recent_from_date
        as is_comparable,
    numbered.run_count as input_row_count,
    numbered.data_through_date
from numbered
cross join core.model_constant as fewest
where fewest.constant_id = 'comparable_run_count'
