-- description: Whether two intervals have a day in common; the end of each is the first day no longer, or NULL
-- in_from_date: the first day of the one
-- in_to_date: its first day no longer; NULL: still so
-- in_other_from_date: the first day of the other
-- in_other_to_date: its first day no longer; NULL: still so
-- example: select share_a_day(date '2025-01-13', date '2025-05-13', date '2025-05-12', null) as is_shared
create or replace macro share_a_day(in_from_date, in_to_date, in_other_from_date, in_other_to_date) as
in_from_date < coalesce(in_other_to_date, date '9999-12-31')
and in_other_from_date < coalesce(in_to_date, date '9999-12-31')
