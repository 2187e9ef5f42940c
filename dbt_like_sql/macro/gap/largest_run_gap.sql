-- description: Ratio of the largest known training runs of two countries at month ends, up to data_through_date, and whether its interval can be quoted alone or which tier has one that can; other than listed pairs have no interval
-- in_a: country or roll-up with a known run: code or name, such as USA
-- in_b: country or roll-up with a known run: code or name, such as CHN
-- in_basis: whose country counts: org_hq (headquarters), ultimate_parent, or site
-- example: select valid_date, run_gap_ratio_low, run_gap_ratio, run_gap_ratio_high, run_gap_above_1_share, is_quotable, quotable_tier, model_a_id, model_b_id from largest_run_gap('USA', 'CHN', 'org_hq') where confidence_tier = 'tier_all' limit 5
create macro largest_run_gap(in_a, in_b, in_basis) as table
with named as (
    select
        asked_area(
            'metric.largest_run_by_country_month', in_a,
            (
                select list(distinct country_code)
                from metric.largest_run_by_country_month
                where country_rule = 'inclusive'
            )
        ) as country_a_code,
        asked_area(
            'metric.largest_run_by_country_month', in_b,
            (
                select list(distinct country_code)
                from metric.largest_run_by_country_month
                where country_rule = 'inclusive'
            )
        ) as country_b_code,
        asked_of(
            'basis', 'metric.largest_run_by_country_month', in_basis,
            (select list(distinct country_basis) from metric.largest_run_by_country_month)
        ) as country_basis
    where asked_here('{release_id}')
),

asked as (
    select * from named where asked_apart(country_a_code, country_b_code)
)

select
    a.valid_date,
    a.confidence_tier,
    listed.run_gap_ratio_low,
    case when a.is_comparable and b.is_comparable then a.credited_compute_flop / b.credited_compute_flop end
        as run_gap_ratio,
    listed.run_gap_ratio_high,
    listed.run_gap_above_1_share,
    listed.is_quotable,
    listed.quotable_tier,
    listed.behind_months,
    a.model_id as model_a_id,
    b.model_id as model_b_id,
    listed.interval_kind,
    case
        when not (a.is_comparable and b.is_comparable) then 'runs_not_comparable'
        when listed.country_a_code is null then 'pair_not_listed'
        else listed.reason_code
    end as reason_code,
    a.input_row_count + b.input_row_count as input_row_count,
    a.data_through_date
from metric.largest_run_by_country_month as a
join asked
    on a.country_code = asked.country_a_code and a.country_basis = asked.country_basis
join metric.largest_run_by_country_month as b
    on
        b.country_code = asked.country_b_code
        and a.valid_date = b.valid_date
        and a.confidence_tier = b.confidence_tier
        and a.country_basis = b.country_basis
        and a.country_rule = b.country_rule
left join metric.largest_run_gap_by_month as listed
    on
        a.country_code = listed.country_a_code
        and b.country_code = listed.country_b_code
        and a.valid_date = listed.valid_date
        and a.confidence_tier = listed.confidence_tier
        and a.country_basis = listed.country_basis
        and a.country_rule = listed.country_rule
where a.country_rule = 'inclusive'
order by a.valid_date desc, a.confidence_tier
