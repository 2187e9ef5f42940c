-- How the numbers that the field quotes were answered by earlier beliefs, over what is answered now.
with now as (
    select
        headline_id,
        value
    from meta.metric_vintage
    where is_now and value > 0
),

compared as (
    select
        vintage.headline_id,
        vintage.belief_date,
        vintage.belief,
        vintage.is_same_method,
        vintage.value,
        now.value as value_now,
        vintage.value / now.value as ratio_to_now,
        vintage.unit,
        vintage.data_through_date
    from meta.metric_vintage as vintage
    join now on vintage.headline_id = now.headline_id
    where not vintage.is_now and vintage.value > 0
)

select
    compared.*,
    headline.question
from compared
left join core.headline as headline on compared.headline_id = headline.headline_id
order by
    max(abs(ln(compared.ratio_to_now))) over (partition by compared.headline_id) desc,
    compared.headline_id,
    compared.belief_date,
    compared.belief
