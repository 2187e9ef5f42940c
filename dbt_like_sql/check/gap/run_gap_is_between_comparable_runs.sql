-- severity: blocking
-- description: no ratio of largest runs is told of an old run, or of the largest of few known ones
with side as (
    select
        unnest([country_a_code, country_b_code]) as country_code,
        unnest([release_a_date, release_b_date]) as release_date,
        valid_date,
        confidence_tier,
        country_basis,
        country_rule
    from metric.largest_run_gap_by_month
    where run_gap_ratio is not null
)

select
    side.*,
    run.recent_run_count,
    fewest.value as fewest_count
from side
left join metric.largest_run_by_country_month as run
    on
        side.country_code = run.country_code
        and side.valid_date = run.valid_date
        and side.confidence_tier = run.confidence_tier
        and side.country_basis = run.country_basis
        and side.country_rule = run.country_rule
join core.model_constant as fewest on fewest.constant_id = 'comparable_run_count'
join core.model_constant as years on years.constant_id = 'comparable_run_years'
where
    coalesce(run.recent_run_count < fewest.value, true)
    or side.release_date <= side.valid_date - to_years(cast(years.value as integer))
