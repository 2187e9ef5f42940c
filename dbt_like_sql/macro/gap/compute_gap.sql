-- description: Distance between the compute trends of two countries at quarter ends, up to data_through_date; a listed pair turned round is its inverse, other than listed pairs have no interval
-- in_a: country or roll-up with a trend, the leader: code or name, such as USA
-- in_b: country or roll-up with a trend, the follower: code or name, such as CHN
-- example: select valid_date, compute_gap_ratio_low, compute_gap_ratio, compute_gap_ratio_high, lag_forward_years, reason_code from compute_gap('USA', 'CHN') where confidence_tier = 'tier_all' limit 5
create macro compute_gap(in_a, in_b) as table
with trend as (
    select *
    from metric.compute_trend_by_country_quarter
    where
        case
            when country_code in (select country_b_code from core.country_pair) then is_chosen
            else trend_shape = 'line'
        end
),

named as (
    select
        asked_area(
            'metric.compute_trend_by_country_quarter', in_a,
            (select list(distinct country_code) from trend)
        ) as country_a_code,
        asked_area(
            'metric.compute_trend_by_country_quarter', in_b,
            (select list(distinct country_code) from trend)
        ) as country_b_code
    where asked_here('{release_id}')
),

asked as (
    select * from named where asked_apart(country_a_code, country_b_code)
),

central as (
    select
        a.valid_date,
        a.confidence_tier,
        a.window_id,
        a.trend_flop / b.trend_flop as compute_gap_ratio,
        log10(a.trend_flop / b.trend_flop) as gap_log10_ratio,
        log10(a.growth_per_year_ratio) as slope_a,
        log10(b.growth_per_year_ratio) as slope_b,
        a.growth_per_year_ratio as growth_a_per_year_ratio,
        b.growth_per_year_ratio as growth_b_per_year_ratio,
        b.break_date as break_b_date,
        case
            when 'imputed' in (a.compute_flop_basis, b.compute_flop_basis) then 'imputed'
            when 'estimated' in (a.compute_flop_basis, b.compute_flop_basis) then 'estimated'
            else 'reported'
        end as compute_gap_ratio_basis,
        a.input_row_count + b.input_row_count as input_row_count,
        least(a.data_through_date, b.data_through_date) as data_through_date,
        (a.valid_date - trend_window.window_start_date) / 365.25 as reach_years
    from trend as a
    join trend as b
        on
            a.valid_date = b.valid_date
            and a.confidence_tier = b.confidence_tier
            and a.window_id = b.window_id
    join core.trend_window as trend_window on a.window_id = trend_window.window_id
    where
        a.country_code = (select country_a_code from asked)
        and b.country_code = (select country_b_code from asked)
),

listed as (
    select
        valid_date,
        confidence_tier,
        window_id,
        compute_gap_ratio_low,
        compute_gap_ratio,
        compute_gap_ratio_high,
        is_quotable,
        lag_forward_years_low,
        lag_forward_years,
        lag_forward_years_high,
        lag_backward_years_low,
        lag_backward_years,
        lag_backward_years_high,
        growth_a_per_year_ratio,
        growth_b_per_year_ratio,
        break_b_date,
        compute_gap_ratio_basis,
        interval_kind,
        reason_code,
        input_row_count,
        data_through_date
    from metric.compute_gap_by_quarter
    where
        country_a_code = (select country_a_code from asked)
        and country_b_code = (select country_b_code from asked)
),

turned as (
    select
        gap.valid_date,
        gap.confidence_tier,
        gap.window_id,
        1 / gap.compute_gap_ratio_high as compute_gap_ratio_low,
        1 / gap.compute_gap_ratio as compute_gap_ratio,
        1 / gap.compute_gap_ratio_low as compute_gap_ratio_high,
        gap.is_quotable,
        -gap.lag_backward_years_high as lag_forward_years_low,
        -gap.lag_backward_years as lag_forward_years,
        -gap.lag_backward_years_low as lag_forward_years_high,
        -gap.lag_forward_years_high as lag_backward_years_low,
        -gap.lag_forward_years as lag_backward_years,
        -gap.lag_forward_years_low as lag_backward_years_high,
        gap.growth_b_per_year_ratio as growth_a_per_year_ratio,
        gap.growth_a_per_year_ratio as growth_b_per_year_ratio,
        central.break_b_date,
        gap.compute_gap_ratio_basis,
        gap.interval_kind,
        gap.reason_code,
        gap.input_row_count,
        gap.data_through_date
    from metric.compute_gap_by_quarter as gap
    left join central
        on
            gap.valid_date = central.valid_date
            and gap.confidence_tier = central.confidence_tier
            and gap.window_id = central.window_id
    where
        gap.country_a_code = (select country_b_code from asked)
        and gap.country_b_code = (select country_a_code from asked)
)

select * from listed
union all
select * from turned
union all
select
    valid_date,
    confidence_tier,
    window_id,
    null,
    compute_gap_ratio,
    null,
    null,
    null,
    case when slope_b > 0 and abs(gap_log10_ratio / slope_b) <= reach_years then gap_log10_ratio / slope_b end,
    null,
    null,
    case when slope_a > 0 and abs(gap_log10_ratio / slope_a) <= reach_years then gap_log10_ratio / slope_a end,
    null,
    growth_a_per_year_ratio,
    growth_b_per_year_ratio,
    break_b_date,
    compute_gap_ratio_basis,
    null,
    'pair_not_listed',
    input_row_count,
    data_through_date
from central
where not exists (select 1 from listed) and not exists (select 1 from turned)
order by valid_date desc, confidence_tier, window_id
