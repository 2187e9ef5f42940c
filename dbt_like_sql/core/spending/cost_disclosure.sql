-- question: What have developers said that a model cost, and of what is it the cost?
-- example: select model_id, cost_scope, cost_usd_low, cost_usd, cost_usd_high, stated_by from core.cost_disclosure order by stated_date desc, model_id, cost_scope, stated_by, cost_usd limit 10
select
    cost_disclosure_id,
    organization_id,
    model_id,
    cost_scope,
    phase,
    stated_date,
    cost_usd_low,
    cost_usd,
    cost_usd_high,
    cost_usd_basis,
    training_chip_hour_count,
    price_per_chip_hour_usd,
    stated_by,
    note,
    unknown,
    'seed/cost_disclosure.csv, cost_disclosure_id ' || cost_disclosure_id as source_locator,
    citation,
    citation_url
from seed.cost_disclosure
