-- title: How fresh each subject is
-- question: Through which day is each subject known, and who says so?
select subject, part_id, data_through_date, source_id
from core.coverage
order by subject, part_id;

-- title: Sources and licences
-- question: Whose data stand in this file, and under which licence?
select title, publisher, licence, known_to
from sources
where known_to is not null
order by title;

-- title: Headline numbers
-- question: What does this warehouse say to the field's headline numbers?
select question, value_low, value, value_high, can_be_quoted, unit, why_not, day
from headlines
order by question
limit 8;

-- title: How well numbers are confirmed
-- question: Which share of each column's numbers is confirmed?
select *
from metric.cell_confirmation_by_table_column
order by all
limit 8;

-- title: What is assumed
-- question: Which constants are assumed, and within which range?
select constant_id, value, value_low, value_high, citation
from core.model_constant
order by constant_id
limit 8;

-- title: Warnings that stand
-- question: What did the checks of this release find?
select check_name, failure_count, description
from meta.check_result
where failure_count > 0
order by failure_count desc, check_name;
