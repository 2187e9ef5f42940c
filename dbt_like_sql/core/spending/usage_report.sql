-- question: How many people use the products of AI companies?
-- example: select company_name, product_name, usage_date, active_user_count, active_user_period from core.usage_report where active_user_count is not null order by company_name, usage_date
-- only: core.word_set = tier_likely_plus
select
    'epoch-' || slug_of(report.company || ' ' || report.record_key) as report_id,
    report.company as company_name,
    listed.organization_id,
    report.source_id,
    report.first_snapshot_id,
    report.source_locator,
    report.product as product_name,
    report.usage_date,
    report.report_date,
    report.active_user_count,
    report.active_user_period,
    report.daily_token_count,
    report.daily_message_count,
    case
        when report.confidence is null then 'Unknown'
        when report.confidence in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
            then report.confidence
        when report.confidence = 'Uncertain' then 'Speculative'
    end as confidence_tier,
    report.is_excluded_from_graph as is_left_out_by_source
from raw.epoch_ai_companies_usage_reports as report
left join core.company_listing as listed on listed.company_name = report.company
