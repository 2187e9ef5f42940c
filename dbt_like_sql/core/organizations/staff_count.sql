-- question: How have the laboratories grown in people?
-- example: select organization_id, count_date, staff_count, confidence_tier from core.staff_count where division is null order by organization_id, count_date
-- only: core.word_set = staff_report_kind, tier_likely_plus
with listed as (
    select
        'epoch-' || slug_of(report.company || ' ' || report.record_key) as staff_count_id,
        coalesce(own.organization_id, common.organization_id) as organization_id,
        case when report.report_type = 'Full company' then null else coalesce(report.division, 'not named') end as division,
        report.report_date as count_date,
        report.staff_count,
        case
            when report.confidence is null then 'Unknown'
            when report.confidence in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
                then report.confidence
            when report.confidence = 'Uncertain' then 'Speculative'
        end as confidence_tier,
        case
            when report.source_type = 'Company disclosure' then 'reported'
            when report.source_type is null or report.source_type in ('Media report', 'Other') then 'estimated'
        end as staff_count_basis,
        report.source_id,
        report.first_snapshot_id,
        report.source_locator
    from raw.epoch_ai_companies_staff_reports as report
    left join seed.organization_alias as own
        on own.source_id = report.source_id and own.alias = report.company
    left join seed.organization_alias as common
        on common.source_id = 'any' and common.alias = report.company
    where
        report.report_date is not null and report.staff_count is not null
        -- Who is counted is not known of another word, and a part is never to stand for the whole.
        and report.report_type in (
            select unnest(words) from core.word_set where word_set_id = 'staff_report_kind'
        )
),

bundled as (
    select
        seed.staff_count_id, seed.organization_id, seed.division, seed.count_date, seed.staff_count,
        seed.confidence_tier, 'reported' as staff_count_basis, 'seed' as source_id,
        cast(null as varchar) as first_snapshot_id,
        'seed/staff_count.csv, staff_count_id ' || seed.staff_count_id as source_locator
    from seed.staff_count as seed
    anti join listed
        on listed.organization_id = seed.organization_id and listed.count_date = seed.count_date
        and listed.division is not distinct from seed.division
)

select * from bundled
union all
select * from listed where organization_id is not null
