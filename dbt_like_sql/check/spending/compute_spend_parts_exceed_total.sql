-- severity: blocking
-- description: what was spent on parts is not more than the whole, even at the low ends of the parts
with counted as (
    select
        organization_id, period_start_date, period_end_date, spend_unit, spend_part,
        coalesce(value_low, value) as least,
        coalesce(value_high, value) as most
    from core.compute_spend
    where is_chosen
),

sums as (
    select
        organization_id, period_start_date, period_end_date, spend_unit,
        sum(least) filter (where spend_part in ('inference', 'research_and_development')) as parts,
        max(most) filter (where spend_part = 'total') as whole,
        sum(least) filter (
            where spend_part in (select unnest(words) from core.word_set where word_set_id = 'research_part')
        ) as research_parts,
        max(most) filter (where spend_part = 'research_and_development') as research
    from counted
    group by all
)

select *
from sums
where parts > whole or research_parts > research
