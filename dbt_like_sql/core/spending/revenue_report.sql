-- question: At what rate of a year do AI companies take in revenue?
-- example: select company_name, report_date, annualized_revenue_usd / 1e9 as billion_usd_a_year from core.revenue_report order by company_name, report_date
select
    'epoch-' || slug_of(report.company || ' ' || report.record_key) as report_id,
    report.company as company_name,
    listed.organization_id,
    report.source_id,
    report.first_snapshot_id,
    report.source_locator,
    report.report_date,
    report.annualized_revenue_usd
from raw.epoch_ai_companies_revenue_reports as report
left join core.company_listing as listed on listed.company_name = report.company
