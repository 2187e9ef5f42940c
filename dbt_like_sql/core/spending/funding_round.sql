-- question: What have AI companies raised in rounds that closed?
-- example: select company_name, close_date, equity_usd / 1e9 as equity_billion_usd, valuation_usd / 1e9 as valuation_billion_usd from core.funding_round where close_date is not null order by close_date desc limit 10
-- only: core.word_set = tier_likely_plus
select
    'epoch-' || slug_of(report.company || ' ' || report.record_key) as report_id,
    report.company as company_name,
    listed.organization_id,
    report.source_id,
    report.first_snapshot_id,
    report.source_locator,
    report.close_date,
    report.report_date,
    report.status as round_status,
    report.round_type,
    report.equity_usd,
    report.debt_usd,
    report.valuation_usd,
    case
        when report.confidence is null then 'Unknown'
        when report.confidence in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
            then report.confidence
        when report.confidence = 'Uncertain' then 'Speculative'
    end as confidence_tier,
    report.is_excluded_from_graph as is_left_out_by_source
from raw.epoch_ai_companies_funding_rounds as report
left join core.company_listing as listed on listed.company_name = report.company
