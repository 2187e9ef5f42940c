-- question: Which countries do letters and announcements list that no provision names?
-- example: select rule_event_id, list_id, country_code from core.destination_list order by all
with listed as (
    select rule_event_id, unnest(destinations) as country_code
    from core.rule_event
    where subject = 'chips' and destination_scope = 'listed' and destinations is not null
),

unnamed as (
    select rule_event_id, country_code
    from listed
    where
        country_code in (select country_code from core.country)
        and country_code not in (
            select code from seed.destination_scope where subject = 'destination'
        )
),

whole as (
    select rule_event_id, list(country_code order by country_code) as countries
    from unnamed
    group by rule_event_id
)

select
    unnamed.rule_event_id,
    unnamed.country_code,
    min(whole.rule_event_id) over (partition by whole.countries) as list_id
from unnamed
join whole on unnamed.rule_event_id = whole.rule_event_id
