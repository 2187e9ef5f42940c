-- description: What happened in export control, in order: rules, letters, suspensions, foreign measures, with the document and how surely it was read
-- day: Day of effect, else of publication or announcement
-- title: Title
-- country: Country that acted, ISO 3166-1 alpha-3
-- kind: What kind it is, see meta.allowed_value
-- subject: What it is about
-- effect: What it does
-- summary: What it says, in our words
-- until: Day on which it ended or was superseded; NULL where it still holds
-- citation: Document that says so
-- citation_url: Address of that document
-- how_read: VT: read in the text; VS: in a secondary source; K: not verified
-- id: Id of core.rule_event or core.rule_version
-- example: select day, title, effect, citation from changes where subject = 'chips' order by day desc, title limit 5
create view changes as
select
    coalesce(effective_date, published_date, announced_date) as day,
    title,
    issuer_country_code as country,
    event_kind as kind,
    subject,
    effect,
    summary,
    ended_date as until,
    citation,
    citation_url,
    confidence as how_read,
    rule_event_id as id
from core.rule_event
union all
select
    effective_date,
    title,
    'USA',
    instrument,
    'chips',
    'parameters set',
    summary,
    superseded_date,
    citation,
    null,
    confidence,
    rule_version_id
from core.rule_version
