-- severity: blocking
-- description: planned clusters never ran, ranges hold their values, equivalents say what they count, anonymised systems stay so
select cluster_id, 'it is planned and has a day of operation' as fault
from core.cluster
where status = 'planned' and (first_operational_date is not null or superseded_date is not null)
union all
select cluster_id, 'it was taken out of service before it began'
from core.cluster
where decommissioned_date < first_operational_earliest_date
union all
select cluster_id, 'its count lies outside its range'
from core.cluster
where chip_count < chip_count_low or chip_count > chip_count_high
union all
select cluster_id, 'H100 equivalents and what they count do not stand together'
from core.cluster
where (h100e_count is null) <> (h100e_basis is null)
union all
select cluster_id, 'the source withholds its name, and something here tells who it is'
from core.cluster
where is_anonymised and (
    owner_organization_ids is not null or user_organization_ids is not null or chip_id is not null
    or source_id = 'seed' or cluster_name not like 'Anonymized%'
)
union all
select cluster_id, 'it contains itself'
from core.cluster
where cluster_id in (superseded_by_cluster_id, duplicate_of_cluster_id)
