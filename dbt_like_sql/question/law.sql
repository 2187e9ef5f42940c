-- title: The latest acts
-- question: What were the last ten acts on chips?
select day, title, effect, citation
from changes
where subject = 'chips'
order by day desc, id
limit 10;

-- title: Chips caught by a rule
-- question: Which chips did the rule of October 2023 catch anew on their way to China?
select chip_name, status_from, status_to
from metric.chip_flip_by_rule_version_chip
where
    rule_version_to_id = 'us-3a090-2023' and status_side = 'text' and flip_kind = 'caught'
    and list_contains(country_codes, 'CHN') and is_released
order by chip_name
limit 10;

-- title: A threshold of one's own
-- question: What would a threshold of 2,400 TPP and 1.6 TPP per mm2 catch?
select hardware_name, designer, tpp_low, result
from what_if(2400, 1.6)
where result = 'yes'
order by tpp_low desc, hardware_name
limit 10;

-- title: How far a chip lies from a threshold
-- question: How close do H20 and H800 come to the thresholds of the latest version of the rules?
select item_id, as_of_date, threshold_id, headroom_ratio
from metric.threshold_headroom_by_item_threshold_date
where
    item_id in ('nvidia-h20', 'nvidia-h800-sxm')
    and as_of_date = (select max(as_of_date) from metric.threshold_headroom_by_item_threshold_date)
qualify row_number() over (partition by item_id order by abs(headroom_ratio), threshold_id) <= 5
order by item_id, abs(headroom_ratio), threshold_id;

-- title: From rule to first new chip
-- question: How many days after a rule came the first chip made to fit under it?
select rule_event_id, start_event, chip_id, lag_days
from metric.policy_lag_by_rule_event
where lag_type = 'rule_to_first_sku' and lag_days is not null
order by rule_event_id, start_event, chip_id
limit 5;

-- title: Open readings
-- question: Where was a reading chosen because the law is open?
select question, default_choice, effect
from meta.ambiguity
order by ambiguity_id
limit 5;

-- title: What ends soon
-- question: Which suspensions and approvals run out next, and which have run out unless extended?
select last_date, last_date < (select max(as_of_date) from meta.release) as is_over, title, note
from core.expiry_clock
order by last_date;
