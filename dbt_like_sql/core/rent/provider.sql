-- question: Which sellers of compute are marketplaces of other people's accelerators?
-- example: select provider_id, provider_name from core.provider where provider_tier = 'marketplace' order by provider_id
select provider_id, provider_name, provider_tier
from seed.provider
