-- each: C02c = h800-intent; C15a = access-and-performance-effect; C17d = r1-release-motive; C17e = mate-60-launch-motive; C19b = reasoning-model-makes-training-data; C22a = chatgpt-pro-loses-money; C24a = chips-not-funding; J01a = western-clouds
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
where topic = '{1}'
having count(*) > 0
