-- question: What was each country's largest known training run at the end of a month?
-- example: select country_code, model_name, compute_flop, confidence_tier from metric.largest_run_by_country_month where valid_date = date '2024-12-31' and confidence_tier = 'tier_all' and country_basis = 'org_hq' and country_rule = 'inclusive' order by compute_flop desc, country_code limit 6
-- only: core.coverage = training_compute
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
    select *
    from spread_out
    where
        valid_date <= data_through_date
        and (until_date is null or valid_date < until_date)
)

select
    standing.country_code,
    standing.confidence_tier,
    standing.country_basis,
    standing.country_rule,
    standing.valid_date,
    standing.model_id,
    standing.model_name,
    standing.release_date,
    standing.country_share,
    standing.compute_flop_low,
    standing.compute_flop,
    standing.compute_flop_high,
    standing.compute_flop_basis,
    standing.interval_source,
    case when standing.interval_source is not null then 'ci90' end as interval_kind,
    standing.credited_compute_flop,
    counted.run_count as input_row_count,
    standing.data_through_date
from standing
asof join counted
    on
        standing.country_code = counted.country_code
        and standing.confidence_tier = counted.confidence_tier
        and standing.country_basis = counted.country_basis
        and standing.country_rule = counted.country_rule
        and standing.valid_date >= counted.release_date
