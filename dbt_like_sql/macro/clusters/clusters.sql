-- description: Every known cluster in plain words: whose it is, where, since when, how many chips; duplicates and planned ones are marked, so filter before adding up
-- cluster: Name of the cluster
-- owners: Ids of its owners
-- country: Country it stands in, ISO 3166-1 alpha-3
-- status: existing, planned or decommissioned
-- running_since: First day on which it ran
-- confidence: How sure the source is that it exists
-- chips: Number of chips
-- chips_basis: How the number is known: reported, estimated or imputed
-- chip_type: Chips it holds, as stated
-- h100_equivalents: H100 equivalents
-- h100_equivalents_basis: How they are known: reported, estimated or imputed
-- h100_equivalents_by: What an H100 equivalent counts here, see h100e_basis of core.cluster
-- power_mw: Power in MW
-- power_basis: How it is known: reported, estimated or imputed
-- is_duplicate: Whether another row speaks of the same system, surely or perhaps
-- cluster_id: Id of core.cluster
-- example: select cluster, country, chips, chip_type from clusters where status = 'existing' and not is_duplicate order by h100_equivalents desc nulls last limit 5
create view clusters as
select
    cluster_name as cluster,
    array_to_string(owner_organization_ids, ', ') as owners,
    site_country_code as country,
    status,
    first_operational_date as running_since,
    confidence_tier as confidence,
    chip_count as chips,
    chip_count_basis as chips_basis,
    chip_type,
    round(h100e_count) as h100_equivalents,
    h100e_count_basis as h100_equivalents_basis,
    h100e_basis as h100_equivalents_by,
    round(power_mw, greatest(1, 1 - cast(floor(log10(nullif(power_mw, 0))) as integer))) as power_mw,
    power_basis,
    coalesce(duplicate_of_cluster_id is not null or is_possible_duplicate, false) as is_duplicate,
    cluster_id
from core.cluster
