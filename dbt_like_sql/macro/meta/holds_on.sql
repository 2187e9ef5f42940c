-- description: Whether a day lies in an interval whose end is the first day no longer, or NULL
-- in_day: the day
-- in_from_date: the first day
-- in_to_date: the first day no longer; NULL: still so
-- example: select holds_on(date '2025-06-30', date '2025-01-13', null) as is_in_force
create or replace macro holds_on(in_day, in_from_date, in_to_date) as
in_from_date <= in_day and (in_to_date is null or in_day < in_to_date)
