select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    exp(sum(ln(value))) as value,
    'reported' as value_basis,
    concat(
        string_agg(printf('%.0f times %s', value, value_unit), ' and ' order by statement_id), '; ',
        if(bool_and(is_original_read), 'read in the original', 'read in reports of the interview')
    ) as finding
from core.public_statement
where topic in ('compute-for-equal-result', 'data-for-equal-result')
having count(distinct topic) = 2
