-- description: Text of a paragraph and all below it as in force on a day, with how that day is known
-- in_locator: place in the outline, such as 3A090, 3A090.a or 742.6(a)(6)(iii)
-- in_date: the day
-- needs: core.rule_paragraph
-- example: select locator, text, valid_from_date, valid_basis from rule_text('3A090.a', date '2025-06-30')
create macro rule_text(in_locator, in_date) as table
with asked as (
    select
        coalesce(trim(cast(in_locator as varchar)), '') as locator,
        asked_law_day(in_date) as day
    where asked_here('{release_id}')
),

held as (
    select paragraph.*
    from core.rule_paragraph as paragraph
    cross join asked
    where
        (
            paragraph.locator = asked.locator
            or starts_with(paragraph.locator, asked.locator || '.')
            or starts_with(paragraph.locator, asked.locator || '(')
            or starts_with(paragraph.locator, asked.locator || '#')
        )
        and paragraph.text is not null
        and holds_on(asked.day, paragraph.valid_from_date, paragraph.valid_to_date)
),

told as (
    select case
        when (select count(*) from held) = 0
            then error(
                'no text of ''' || asked.locator || ''' is held for ' || asked.day
                || coalesce(
                    '; allowed are places below ' || (
                        select string_agg(distinct entry, ', ' order by entry)
                        from core.rule_paragraph
                        where text is not null
                    ) || ' on days for which they are held',
                    ': this file holds no text of the law'
                )
            )
        else true
    end as is_held
    from asked
)

select
    held.locator,
    held.enumerator,
    held.text,
    held.valid_from_date,
    held.valid_to_date,
    held.valid_basis,
    held.first_seen_date,
    held.last_seen_date
from told
left join held on told.is_held
order by held.entry, held.outline_key, held.locator
