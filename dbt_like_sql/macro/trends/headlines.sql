-- description: Today's answer to each question that the field's publications lead with, one row each; units differ from row to row, so rows are read one by one and never added
-- question: The question, in words
-- value_low: Low end of the interval, in the unit of the row
-- value: The answer, in the unit of the row
-- value_high: High end of the interval, in the unit of the row
-- can_be_quoted: Whether the interval is narrow enough to be quoted alone; NULL without one
-- interval: ci90 (holds 90 %), range (of what is unknown or assumed) or scenario (of what is assumed throughout)
-- unit: Unit of the answer; growth and decline are factors per year
-- why_not: Why there is no answer or no interval
-- day: Day the answer speaks of; NULL for growth, which is of years
-- data_through: Last day through which the inputs are known
-- query: SQL that gives the same from the table the answer stands in; what that table leaves out stands in meta.left_out
-- headline_id: Id of metric.headline
-- example: select question, value_low, value, value_high, unit, day from headlines
create view headlines as
with rounding as (
    select
        *,
        case
            when abs(value) >= 1e6 then -4
            when abs(value) >= 1e2 then 0
            when abs(value) < 1 then 4
            else 3
        end as digits
    from metric.headline
)

select
    question,
    round(value_low, digits) as value_low,
    round(value, digits) as value,
    round(value_high, digits) as value_high,
    is_quotable as can_be_quoted,
    interval_kind as interval,
    unit,
    reason_code as why_not,
    valid_date as day,
    data_through_date as data_through,
    query,
    headline_id
from rounding
order by headline_id
