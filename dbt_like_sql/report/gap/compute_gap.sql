-- The gap of each quarter since the first controls, by how sure an estimate must be to count.
select
    valid_date,
    case confidence_tier
        when 'tier_all' then 'all estimates'
        when 'tier_likely_plus' then 'likely or better'
        else 'confident only'
    end as counted_models,
    compute_gap_ratio_low,
    compute_gap_ratio,
    compute_gap_ratio_high,
    is_quotable as is_quotable_alone,
    lag_forward_years_low * 12 as lag_forward_months_low,
    lag_forward_years * 12 as lag_forward_months,
    lag_forward_years_high * 12 as lag_forward_months_high,
    point_a_count as us_model_count,
    point_b_count as chinese_model_count,
    last_release_a_date as last_us_release_date,
    last_release_b_date as last_chinese_release_date,
    reason_code,
    data_through_date
from metric.compute_gap_by_quarter
where country_a_code = 'USA' and country_b_code = 'CHN' and valid_date >= date '2022-10-01'
order by counted_models, valid_date
