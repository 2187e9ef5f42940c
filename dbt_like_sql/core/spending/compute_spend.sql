-- question: What did organizations spend on compute, and on which part of it?
-- example: select organization_id, period_end_date, spend_part, value_low, value, value_high, value_basis, confidence_tier from core.compute_spend where is_chosen and spend_unit = 'usd' order by organization_id, period_end_date, spend_part
-- only: core.word_set = confidence_from_sure, tier_likely_plus
with bundled as (
    select
        compute_spend_id, organization_id, period_start_date, period_end_date, spend_unit, spend_part,
        value_low, value, value_high, value_basis, confidence_tier, note, 'seed' as source_id,
        cast(null as varchar) as first_snapshot_id,
        'seed/compute_spend.csv, compute_spend_id ' || compute_spend_id as source_locator
    from seed.compute_spend
),

named as (
    select report.*, coalesce(own.organization_id, common.organization_id) as organization_id
    from raw.epoch_ai_companies_compute_spend as report
    left join seed.organization_alias as own
        on own.source_id = report.source_id and own.alias = report.company
    left join seed.organization_alias as common
        on common.source_id = 'any' and common.alias = report.company
    where report.amount_usd is not null and report.period_date is not null
        and report.period_type = 'Year'
),

epoch as (
    select
        'epoch-' || slug_of(record_key) as compute_spend_id,
        organization_id,
        cast(date_trunc('year', period_date) as date) as period_start_date,
        period_date as period_end_date,
        'usd' as spend_unit,
        case
            when category = 'Inference cloud compute' then 'inference'
            when category = 'R&D cloud compute' then 'research_and_development'
            when category in (
                'R&D cloud compute,Inference cloud compute', 'R&D cloud compute,Inference cloud compute,Data'
            ) then 'total'
        end as spend_part,
        cast(null as double) as value_low,
        amount_usd as value,
        cast(null as double) as value_high,
        case
            when confidence = 'Confident' then 'reported'
            when confidence is null or confidence in ('Likely', 'Uncertain') then 'estimated'
        end as value_basis,
        case
            when confidence is null then 'Unknown'
            when confidence in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
                then confidence
            when confidence = 'Uncertain' then 'Speculative'
        end as confidence_tier,
        'category: ' || coalesce(category, 'none') || '; ' || lower(coalesce(source_type, 'no source type'))
            || case when report_date < period_date then '; reported before the period ended' else '' end as note,
        source_id,
        first_snapshot_id,
        source_locator
    from named
    where organization_id is not null
),

stated as (
    select * from bundled
    union all
    select * from epoch
)

select
    compute_spend_id, organization_id, period_start_date, period_end_date, spend_unit, spend_part,
    value_low, value, value_high, value_basis, confidence_tier, note, source_id, first_snapshot_id, source_locator,
    row_number() over (
        partition by organization_id, period_start_date, period_end_date, spend_unit, spend_part
        order by
            source_id = 'seed' desc,
            list_position(
                (select words from core.word_set where word_set_id = 'confidence_from_sure'), confidence_tier
            ),
            compute_spend_id
    ) = 1 as is_chosen
from stated
