-- question: For which reasons of control does the Commerce Country Chart mark China?
-- example: select chart_column, footnotes, ecfr_date from core.country_chart_mark where country_code = 'CHN' order by chart_column
with named as (
    select alias, any_value(country_code) as country_code
    from core.country_alias
    group by alias
    having count(distinct country_code) = 1
)

select
    mark.listed_name,
    named.country_code,
    mark.chart_column,
    mark.pointer,
    mark.footnotes,
    mark.ecfr_date,
    mark.source_id,
    mark.first_snapshot_id,
    mark.source_locator
from raw.ear_country_chart as mark
left join named on named.alias = mark.listed_name
