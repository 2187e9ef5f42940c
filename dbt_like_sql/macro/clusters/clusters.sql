-- description: Every known cluster and data center of AI chips in plain words, as it stands or is planned: whose it is, where, since when, how much it computes; what runs comes first, the largest first; what is listed twice is marked, so filter before adding up
-- cluster: Name of the cluster or data center
-- kind: cluster: runs as one system; data_center: a site, whose capacity grows
-- owners: Who owns it
-- country: Country it stands in
-- status: existing, building, or planned_confident, planned_likely and so on: a plan, by how sure its source is
-- running_since: First day on which it ran as it is now
-- running_since_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL of data centers, whose days are those of pictures
-- confidence: How sure the source is that it exists; Unknown of data centers, of which it does not say so
-- chips: Number of chips; not known of data centers
-- chips_basis: How the number is known: reported, estimated or imputed
-- chip_type: Chips of a cluster, as stated
-- h100_equivalents: H100 equivalents
-- h100_equivalents_basis: How they are known: reported, estimated or imputed
-- h100_equivalents_by: What an H100 equivalent counts here: max_op, the fastest rate of any format, or dense_int8
-- power_mw: Power in MW
-- power_basis: How it is known: reported, estimated or imputed
-- is_duplicate: Whether a data center in this list holds the cluster
-- country_code: Country it stands in, ISO 3166-1 alpha-3
-- system_id: Id of core.compute_system
-- example: select cluster, country, h100_equivalents, running_since from clusters where status = 'existing' and not is_duplicate limit 5
create view clusters as
with site as (
    select
        site_id,
        any_value(owner_organization_ids) as owner_organization_ids,
        any_value(cluster_id) as cluster_id
    from core.data_center_capacity
    group by site_id
),

current as (
    select
        system.*,
        coalesce(cluster.owner_organization_ids, site.owner_organization_ids) as owner_organization_ids,
        cluster.chip_type,
        cluster.first_operational_date_precision,
        system.system_kind = 'cluster' and held.cluster_id is not null as is_duplicate
    from core.compute_system as system
    left join core.cluster as cluster
        on system.system_kind = 'cluster' and system.system_id = cluster.cluster_id
    left join site on system.system_kind = 'data_center' and system.system_id = site.site_id
    left join (select distinct cluster_id from site) as held on system.system_id = held.cluster_id
    where system.valid_to_date is null
),

placed as (
    select
        system_id,
        unnest(owner_organization_ids) as owner_id,
        generate_subscripts(owner_organization_ids, 1) as place
    from current
),

first_placed as (
    select
        system_id,
        owner_id,
        min(place) as place
    from placed
    group by system_id, owner_id
),

owner as (
    select
        held.system_id,
        string_agg(coalesce(organization.organization_name, held.owner_id), ', ' order by held.place, held.owner_id)
            as owners
    from first_placed as held
    left join core.organization as organization on held.owner_id = organization.organization_id
    group by held.system_id
)

select
    current.system_name as cluster,
    current.system_kind as kind,
    owner.owners,
    named.area_name as country,
    current.stage as status,
    current.valid_from_date as running_since,
    current.first_operational_date_precision as running_since_precision,
    current.confidence_tier as confidence,
    round(current.chip_count) as chips,
    current.chip_count_basis as chips_basis,
    current.chip_type,
    round(current.h100e_count) as h100_equivalents,
    current.h100e_count_basis as h100_equivalents_basis,
    current.h100e_basis as h100_equivalents_by,
    round(
        current.power_mw,
        greatest(1, 1 - cast(floor(log10(nullif(current.power_mw, 0))) as integer))
    ) as power_mw,
    current.power_basis,
    current.is_duplicate,
    current.site_country_code as country_code,
    current.system_id
from current
left join owner on current.system_id = owner.system_id
left join core.area_name as named on current.site_country_code = named.area_code
order by
    current.stage <> 'existing', current.is_duplicate, current.h100e_count desc nulls last,
    current.system_name
