with run as (
    select
        country_code,
        confidence_tier,
        model_id,
        model_name,
        domains,
        release_date,
        compute_flop,
        compute_flop_basis
    from step.run_by_country
    where country_basis = 'org_hq' and country_rule = 'inclusive'
),

kept as (
    select
        trend_window.window_id,
        trend_window.window_start_date,
        trend_window.top_count,
        trend_window.domains as window_domains,
        run.*
    from core.trend_window as trend_window
    cross join run
    left join core.trend_exclusion as trend_exclusion
        on
            trend_window.window_id = trend_exclusion.window_id
            and lower(run.model_name) = lower(trend_exclusion.model_name)
    where trend_exclusion.model_name is null
),

ranked as (
    select
        kept.country_code,
        kept.confidence_tier,
        kept.window_id,
        kept.model_id,
        any_value(kept.model_name) as model_name,
        any_value(kept.release_date) as release_date,
        any_value(kept.compute_flop) as compute_flop,
        any_value(kept.compute_flop_basis) as compute_flop_basis,
        any_value(kept.top_count) as top_count,
        count(larger.model_id) as larger_run_count,
        bool_or(
            kept.release_date >= kept.window_start_date
            and list_has_any(kept.domains, kept.window_domains)
        ) as is_in_window
    from kept
    left join kept as larger
        on
            kept.country_code = larger.country_code
            and kept.confidence_tier = larger.confidence_tier
            and kept.window_id = larger.window_id
            and larger.compute_flop > kept.compute_flop
            and larger.release_date <= kept.release_date
    group by all
)

select
    country_code,
    confidence_tier,
    window_id,
    model_id,
    model_name,
    release_date,
    compute_flop,
    compute_flop_basis,
    larger_run_count,
    is_in_window,
    is_in_window and larger_run_count < top_count as is_selected
from ranked
where larger_run_count < 3 * top_count
