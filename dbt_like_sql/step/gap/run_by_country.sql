-- only: core.model_constant = compute_spread_confident_ratio, compute_spread_likely_ratio, compute_spread_speculative_ratio; core.word_set = cell_against_compute, tier_likely_plus
with spread as (
    select
        'Confident' as confidence_tier,
        value as spread_ratio
    from core.model_constant
    where constant_id = 'compute_spread_confident_ratio'
    union all
    select 'Likely', value from core.model_constant
    where constant_id = 'compute_spread_likely_ratio'
    union all
    select 'Speculative', value from core.model_constant
    where constant_id = 'compute_spread_speculative_ratio'
),

doubted as (
    select distinct model_id
    from step.run_utilization
    where believed_cell in (select unnest(words) from core.word_set where word_set_id = 'cell_against_compute')
),

run as (
    select
        model_release.*,
        spread.spread_ratio,
        coalesce(
            model_release.compute_flop_low <= model_release.compute_flop
            and model_release.compute_flop <= model_release.compute_flop_high,
            false
        ) as has_interval
    from core.model_release as model_release
    left join spread on model_release.confidence_tier = spread.confidence_tier
    left join doubted on model_release.model_id = doubted.model_id
    where
        not model_release.is_fine_tune and model_release.compute_flop is not null
        and doubted.model_id is null
),

tiered as (
    select *, 'tier_all' as tier_cut from run
    union all
    select *, 'tier_likely_plus' from run
    where confidence_tier in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
    union all
    select *, 'tier_confident' from run where confidence_tier = 'Confident'
),

ruled as (
    select
        country_basis, country_code, model_id, 'inclusive' as country_rule,
        inclusive_share as country_share
    from core.model_country
    union all
    select country_basis, country_code, model_id, 'exclusive', exclusive_share
    from core.model_country
    union all
    select country_basis, country_code, model_id, 'fractional', fractional_share
    from core.model_country
),

credited as (
    select
        tiered.*,
        ruled.country_code,
        ruled.country_basis,
        ruled.country_rule,
        ruled.country_share,
        tiered.compute_flop * ruled.country_share as credited_compute_flop
    from tiered
    join ruled on tiered.model_id = ruled.model_id
    where ruled.country_share > 0
),

ordered as (
    select
        *,
        row_number() over in_time as run_number,
        max(credited_compute_flop) over (
            partition by country_code, tier_cut, country_basis, country_rule
            order by release_date, credited_compute_flop desc, model_id
            rows between unbounded preceding and 1 preceding
        ) as largest_before_flop
    from credited
    window in_time as (
        partition by country_code, tier_cut, country_basis, country_rule
        order by release_date, credited_compute_flop desc, model_id
    )
)

select
    country_code,
    tier_cut as confidence_tier,
    country_basis,
    country_rule,
    model_id,
    model_name,
    domains,
    release_date,
    country_share,
    case when has_interval then compute_flop_low else compute_flop / spread_ratio end
        as compute_flop_low,
    compute_flop,
    case when has_interval then compute_flop_high else compute_flop * spread_ratio end
        as compute_flop_high,
    compute_flop_basis,
    case
        when has_interval then 'stated'
        when spread_ratio is not null then 'tier_spread'
    end as interval_source,
    credited_compute_flop,
    credited_compute_flop > coalesce(largest_before_flop, 0) as is_record,
    run_number as input_row_count
from ordered
