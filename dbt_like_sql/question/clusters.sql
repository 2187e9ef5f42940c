-- title: The largest clusters
-- question: Which clusters and data centers hold the most H100 equivalents, and since when?
select system_name, system_kind, site_country_code as country, h100e_count, valid_from_date
from core.compute_system
where stage = 'existing' and valid_to_date is null
order by h100e_count desc nulls last, system_name
limit 8;

-- title: China's largest cluster
-- question: Which is the largest system in China, month by month, of all reported and of the likely ones?
select month_end, system, h100_equivalents, likely_system, likely_h100_equivalents
from largest_cluster('China')
limit 4;

-- title: Clusters by country
-- question: How many running clusters does each country have, and with how much compute?
select country, count(*) as clusters, sum(h100_equivalents) as h100_equivalents
from clusters
where status = 'existing' and not is_duplicate
group by country
order by h100_equivalents desc nulls last, country
limit 8;

-- title: Growth of the largest systems
-- question: By which factor do leading systems grow a year?
select measure, period, growth_per_year_ratio
from metric.cluster_growth_by_measure
order by measure, period
limit 8;

-- title: Planned power
-- question: Which sites plan the most power?
select site_id, max(power_mw) as power_mw
from core.data_center_capacity
group by site_id
order by power_mw desc nulls last, site_id
limit 5;
