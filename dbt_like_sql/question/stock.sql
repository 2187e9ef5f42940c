-- title: China's chips
-- question: How much compute do owners in China hold, with and without smuggled chips?
select quarter_end, h100_equivalents_low, h100_equivalents, h100_equivalents_high, with_smuggling
from installed_base('China')
limit 4;

-- title: Countries compared
-- question: Who holds how much compute at the last quarter's end?
select country, h100_equivalents_low, h100_equivalents, h100_equivalents_high
from stock
where quarter_end = (select max(quarter_end) from stock)
order by h100_equivalents desc;

-- title: The largest owners
-- question: Which companies hold the most compute? What Chinese and other owners hold is counted together
select owner_id, stock_h100e_count
from metric.installed_base_by_owner_quarter
where
    quarter_end_date = date '2025-12-31' and designer_id = 'all' and chip_id = 'all' and owner_id <> 'all'
    and h100e_basis = 'dense_int8' and survival_model = 'none' and correlation_ratio = 0.5
order by stock_h100e_count desc nulls last
limit 8;

-- title: China's share of new chips
-- question: Which share of each quarter's new compute went to owners in China?
select quarter_end_date, flow_share_low, flow_share, flow_share_high
from metric.flow_share_by_country_quarter
where
    country_code = 'CHN' and designer_id = 'all'
    and h100e_basis = 'dense_int8' and correlation_ratio = 0.5
order by quarter_end_date desc
limit 4;

-- title: What smuggling adds
-- question: How much would each estimate of smuggling add to China's compute?
select scenario, base_stock_h100e_count, stock_h100e_count
from metric.leakage_adjusted_base_by_country_quarter
where country_code = 'CHN' and quarter_end_date = date '2025-12-31' and correlation_ratio = 0.5
order by scenario;

-- title: H20s in China
-- question: How many H20 do owners in China hold?
select quarter_end_date, stock_chip_count
from metric.chip_stock_by_country_quarter
where country_code = 'CHN' and chip_id = 'nvidia-h20' and h100e_basis = 'dense_int8'
order by quarter_end_date desc
limit 4;
