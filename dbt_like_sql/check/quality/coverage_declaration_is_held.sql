-- severity: blocking
-- description: no bundled subject is declared complete past its newest fact, nor is a declaration of a subject that has none
select
    declared.coverage_id,
    declared.data_through_date,
    coverage.newest_fact_date
from seed.coverage as declared
left join core.coverage as coverage on declared.coverage_id = coverage.coverage_id
where declared.data_through_date > coverage.newest_fact_date or coverage.coverage_id is null
