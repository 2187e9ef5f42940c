-- title: May the H20 go to China?
-- question: On 2025-06-30, by the text of the law and in fact?
select chip_name, status_text, status_enforced, reason
from control_status('China', '2025-06-30')
where chip_id = 'nvidia-h20';

-- title: How the H20's status changed
-- question: Since when is it so, and how was it before?
select since, until, by_text, in_fact
from status_history('H20', 'China');

-- title: What China may buy freely
-- question: Which data center chips need no licence for China on 2025-06-30, the fastest first?
select status.chip_name, chips.fp16_tflop_per_s
from control_status('China', '2025-06-30') as status
join chips on status.chip_id = chips.chip_id
where status.status_enforced = 'not_controlled' and chips.for_data_centers and not status.not_yet_released
order by chips.fp16_tflop_per_s desc nulls last, status.chip_name
limit 5;

-- title: The same chip in several countries
-- question: What holds for the B300 in five countries on 2026-09-01?
select destination_country_code, status_text, status_enforced
from control_status_all('2026-09-01')
where chip_id = 'nvidia-b300' and destination_country_code in ('CHN', 'ARE', 'SAU', 'IND', 'DEU')
order by destination_country_code;

-- title: A named buyer
-- question: May G42 in the Emirates have B300s on 2026-09-01?
select status_text, status_enforced, licence_required_enforced, reason
from control_answer('B300', 'UAE', 'G42', '2026-09-01');

-- title: A chip at a packager
-- question: May a packager that BIS does not list send a Kunlun R200 back to China on 2025-09-01?
select status_text, status_enforced, licence_required_enforced, reason
from control_answer('Kunlun R200', 'China', null, '2025-09-01', in_transaction := 'reexport', in_exporter := 'osat');

-- title: Countries by answer
-- question: In how many countries does each answer hold for the H100 on 2026-09-01?
select status_enforced, count(*) as countries
from control_status_all('2026-09-01')
where chip_id = 'nvidia-h100-sxm'
group by status_enforced
order by countries desc, status_enforced;

-- title: Best legal chip for China
-- question: Which was the best chip for training that could be sold to China freely, year by year?
select as_of_date, best_legal_us_origin_chip_id, best_legal_us_origin_ratio, frontier_chip_id
from best_legal_chip
where
    destination_country_code = 'CHN' and objective = 'train_h100e'
    and universe = 'datacenter' and status_side = 'enforced'
    and month(as_of_date) = 12 and as_of_date = last_day(as_of_date)
order by as_of_date desc
limit 5;

-- title: Text and practice apart
-- question: For how many chips does practice differ from the text in China on 2026-09-01?
select status_text, status_enforced, count(*) as chips
from control_status('China', '2026-09-01')
where status_text <> status_enforced
group by all
order by chips desc, status_text, status_enforced;
