-- description: What happened in export control, in order: rules, letters, suspensions, foreign measures, with the document and how surely it was read
-- day: Day of effect, else of publication or announcement
-- day_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL: not stated
-- title: Title
-- country: Country that acted
-- kind: What kind it is, see meta.allowed_value
-- subject: What it is about
-- effect: What it does
-- summary: What it says, in our words
-- until: Day on which it ended or was superseded; NULL where it still holds
-- until_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL: not stated
-- citation: Document that says so
-- citation_url: Address of that document
-- how_read: VT: read in the text; VS: in a secondary source; K: not verified
-- country_code: Country that acted, ISO 3166-1 alpha-3
-- id: Id of core.rule_event or core.rule_version
-- example: select day, title, effect, citation from changes where subject = 'chips' order by day desc, title limit 5
create view changes as
with act as (
    select
        coalesce(effective_date, published_date, announced_date) as day,
        case
            when effective_date is not null then effective_date_precision
            when published_date is null then announced_date_precision
            else 'day'
        end as day_precision,
        title,
        issuer_country_code as country_code,
        event_kind as kind,
        subject,
        effect,
        summary,
        ended_date as until,
        ended_date_precision as until_precision,
        citation,
        citation_url,
        confidence as how_read,
        rule_event_id as id
    from core.rule_event
    union all
    select
        effective_date,
        'day',
        title,
        'USA',
        instrument,
        'chips',
        'parameters set',
        summary,
        superseded_date,
        case when superseded_date is not null then 'day' end,
        citation,
        null,
        confidence,
        rule_version_id
    from core.rule_version
)

select
    act.day,
    act.day_precision,
    act.title,
    named.area_name as country,
    act.kind,
    act.subject,
    act.effect,
    act.summary,
    act.until,
    act.until_precision,
    act.citation,
    act.citation_url,
    act.how_read,
    act.country_code,
    act.id
from act
left join core.area_name as named on act.country_code = named.area_code
order by act.day desc, act.title
