-- description: Largest known training run of a country at each month end up to data_through_date, several countries counted for each
-- in_country: country or roll-up, such as CHN or CHN_incl_HKG_MAC
-- in_basis: whose country counts: org_hq (headquarters), ultimate_parent, or site
-- example: select valid_date, model_name, compute_flop, confidence_tier from largest_run('CHN', 'org_hq') where confidence_tier = 'tier_all' limit 5
create macro largest_run(in_country, in_basis) as table
select
    valid_date,
    confidence_tier,
    model_id,
    model_name,
    release_date,
    compute_flop_low,
    compute_flop,
    compute_flop_high,
    compute_flop_basis,
    interval_kind,
    input_row_count,
    data_through_date
from warehouse.metric.largest_run_by_country_month
where
    country_code = in_country
    and country_basis = in_basis
    and country_rule = 'inclusive'
order by valid_date desc, confidence_tier
