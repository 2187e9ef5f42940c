-- description: Text of a paragraph and all below it as in force on a day, with how that day is known
-- in_locator: place in the outline, such as 3A090, 3A090.a or 742.6(a)(6)(iii)
-- in_date: the day
-- example: select locator, text, valid_from_date, valid_basis from rule_text('3A090.a', date '2025-06-30')
create macro rule_text(in_locator, in_date) as table
select
    locator,
    enumerator,
    text,
    valid_from_date,
    valid_to_date,
    valid_basis,
    first_seen_date,
    last_seen_date
from warehouse.core.rule_paragraph
where
    (
        locator = in_locator
        or starts_with(locator, in_locator || '.')
        or starts_with(locator, in_locator || '(')
        or starts_with(locator, in_locator || '#')
    )
    and valid_from_date <= in_date
    and (valid_to_date is null or in_date < valid_to_date)
order by entry, outline_key, locator
