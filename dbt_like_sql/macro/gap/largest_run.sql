-- description: Largest known training run of a country at each month end up to data_through_date, several countries counted for each
-- in_country: country or roll-up with a known run: code or name, such as CHN, China or CHN_incl_HKG_MAC
-- in_basis: whose country counts: org_hq (headquarters), ultimate_parent, or site
-- example: select valid_date, model_name, compute_flop, confidence_tier from largest_run('CHN', 'org_hq') where confidence_tier = 'tier_all' limit 5
create macro largest_run(in_country, in_basis) as table
with asked as (
    select
        asked_area(
            'metric.largest_run_by_country_month', in_country,
            (
                select list(distinct country_code)
                from metric.largest_run_by_country_month
                where country_rule = 'inclusive'
            )
        ) as country_code,
        asked_of(
            'basis', 'metric.largest_run_by_country_month', in_basis,
            (select list(distinct country_basis) from metric.largest_run_by_country_month)
        ) as country_basis
    where asked_here('{release_id}')
)

select
    run.valid_date,
    run.confidence_tier,
    run.model_id,
    run.model_name,
    run.release_date,
    run.compute_flop_low,
    run.compute_flop,
    run.compute_flop_high,
    run.compute_flop_basis,
    run.interval_kind,
    run.input_row_count,
    run.data_through_date
from metric.largest_run_by_country_month as run
join asked
    on run.country_code = asked.country_code and run.country_basis = asked.country_basis
where run.country_rule = 'inclusive'
order by run.valid_date desc, run.confidence_tier
