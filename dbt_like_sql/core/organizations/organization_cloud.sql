-- question: Whose runs are priced at which cloud first?
-- example: select organization_id, provider_id, pue_class from core.organization_cloud order by organization_id
select
    organization_id,
    provider_id,
    pue_class,
    citation,
    citation_url
from seed.organization_cloud
