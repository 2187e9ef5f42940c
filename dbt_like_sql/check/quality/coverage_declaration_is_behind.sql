-- severity: warning
-- description: where no publisher reaches as far, bundled rows do not go on for more than two months past the day up to which they are declared complete; if they are complete, raise it in seed/coverage.csv
select
    declared.coverage_id,
    declared.data_through_date,
    coverage.newest_fact_date
from seed.coverage as declared
join core.coverage as coverage on declared.coverage_id = coverage.coverage_id
where
    coverage.through_basis = 'declared'
    and coverage.newest_fact_date > declared.data_through_date + interval 2 month
