select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(count(*) as double) as value,
    'reported' as value_basis,
    string_agg(
        concat(speaker, ' (', if(is_original_read, 'read in the original', 'read in a report'), ')'),
        '; ' order by statement_id
    ) as finding
from core.public_statement
where topic = 'western-clouds'
having count(*) > 0
