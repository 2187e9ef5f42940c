-- title: Prices of an H100
-- question: What did an H100 cost, when, and who says so?
select day, kind, usd, citation
from prices
where chip = 'NVIDIA H100 SXM'
order by day desc, kind, usd, citation
limit 5;

-- title: Compute for a dollar
-- question: Which chips give the most dense FP16 for a dollar of 2023?
select chip_name, price_kind, price_usd, peak_dense_per_usd_2023_flop_per_s
from price_performance('FP16', '2026-06-30')
limit 5;

-- title: How fast hardware gets cheaper
-- question: By which factor does price-performance grow a year?
select
    selection, period, number_format, source_id,
    growth_per_year_ratio_low, growth_per_year_ratio, growth_per_year_ratio_high
from metric.price_performance_trend_by_format
where money = 'real' and growth_per_year_ratio is not null
order by selection, period, number_format, source_id
limit 10;
