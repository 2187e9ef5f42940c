-- question: Which claims hold, in which scope, and what is missing for the others?
-- example: select claim_id, conjunct, claim_scope, scenario, confidence_tier, value_low, value, value_high, value_unit, verdict, undecided_reason_code from metric.verdict_by_claim order by all
-- only: core.word_set = upper_comparator, lower_comparator
with constant as (
    select
        constant_id,
        coalesce(value_low, value) as value_low,
        value,
        coalesce(value_high, value) as value_high
    from core.model_constant
),

tier as (
    select 'tiers' as scope_rule, 'tier_all' as confidence_tier
    union all
    select 'tiers', 'tier_likely_plus'
    union all
    select 'tiers_and_scenarios', 'tier_all'
    union all
    select 'tiers_and_scenarios', 'tier_likely_plus'
),

scenario as (
    select 'scenarios' as scope_rule, 'none' as scenario
    union all
    select 'scenarios', 'smuggling_median'
    union all
    select 'tiers_and_scenarios', 'none'
    union all
    select 'tiers_and_scenarios', 'smuggling_median'
),

required as (
    select
        claim.evidence_sql,
        coalesce(scenario.scenario, 'none') as scenario,
        coalesce(tier.confidence_tier, 'tier_all') as confidence_tier
    from core.claim as claim
    left join tier on claim.scope_rule = tier.scope_rule
    left join scenario on claim.scope_rule = scenario.scope_rule
    where
        claim.scope_rule <> 'single'
        or claim.evidence_sql not in (select evidence_sql from step.claim_evidence)
),

evidence as (
    select
        evidence_sql,
        constant_ids,
        claim_scope,
        scenario,
        confidence_tier,
        value_low,
        value,
        value_high,
        value_basis,
        bound_low,
        bound_high,
        finding,
        undecided_reason_code
    from step.claim_evidence
    union all
    select
        required.evidence_sql,
        cast([] as varchar[]),
        'all',
        required.scenario,
        required.confidence_tier,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null
    from required
    left join step.claim_evidence as given
        on
            required.evidence_sql = given.evidence_sql
            and required.scenario = given.scenario
            and required.confidence_tier = given.confidence_tier
    where given.evidence_sql is null
),

tested as (
    select
        claim.claim_id,
        claim.conjunct,
        evidence.claim_scope,
        claim.as_of_date,
        evidence.scenario,
        evidence.confidence_tier,
        case
            when evidence.value_basis = 'upper_bound' then null
            else coalesce(evidence.value_low, evidence.value)
        end as value_low,
        evidence.value,
        case
            when evidence.value_basis = 'lower_bound' then null
            else coalesce(evidence.value_high, evidence.value)
        end as value_high,
        evidence.value_basis,
        claim.claimed_unit as value_unit,
        evidence.bound_low,
        evidence.bound_high,
        evidence.finding,
        coalesce(evidence.undecided_reason_code, claim.absent_reason_code) as absent_reason_code,
        claim.claimed_low,
        claim.claimed,
        claim.claimed_high,
        claim.comparator,
        claim.verdict_rule_id,
        rule.region_kind,
        rule.is_high_open,
        rule.region_constant_id,
        rule.fails_constant_id,
        region.value_low as constant_low,
        region.value as constant_value,
        region.value_high as constant_high,
        fails.value as fails_value,
        list_sort(list_distinct(list_filter(
            list_concat(
                evidence.constant_ids,
                [rule.region_constant_id, rule.fails_constant_id]
            ),
            lambda c : c is not null
        ))) as constant_ids
    from core.claim as claim
    join core.verdict_rule as rule on claim.verdict_rule_id = rule.verdict_rule_id
    join evidence on claim.evidence_sql = evidence.evidence_sql
    left join constant as region on rule.region_constant_id = region.constant_id
    left join constant as fails on rule.fails_constant_id = fails.constant_id
),

bounded as (
    select
        *,
        case region_kind
            when 'about' then claimed * (1 - constant_value)
            when 'one_digit' then claimed - constant_value * power(10, ceil(log10(claimed)) - 1)
            when 'constant' then
                case when comparator in ('lt', 'le') then null
                    when comparator in ('gt', 'ge') then constant_value
                    else constant_low end
            when 'evidence' then bound_low
            when 'truth' then 1
            when 'exists' then 1
            when 'claimed' then
                case when comparator in (
                    select unnest(words) from core.word_set where word_set_id = 'upper_comparator'
                ) then null
                    else coalesce(claimed_low, claimed) end
        end as region_low,
        case region_kind
            when 'about' then claimed * (1 + constant_value)
            when 'one_digit' then claimed + constant_value * power(10, floor(log10(claimed)))
            when 'constant' then
                case when comparator in ('gt', 'ge') then null
                    when comparator in ('lt', 'le') then constant_value
                    else constant_high end
            when 'evidence' then bound_high
            when 'claimed' then
                case when comparator in (
                    select unnest(words) from core.word_set where word_set_id = 'lower_comparator'
                ) then null
                    else coalesce(claimed_high, claimed) end
        end as region_high
    from tested
),

judged as (
    select
        *,
        value is not null or value_low is not null or value_high is not null as is_known,
        coalesce(
            case when region_low is null then true
                when comparator in ('gt', 'after') then value_low > region_low
                else value_low >= region_low end,
            false
        )
        and coalesce(
            case when region_high is null then true
                when comparator in ('lt', 'before') or is_high_open then value_high < region_high
                else value_high <= region_high end,
            false
        ) as holds,
        coalesce(
            case when comparator in ('gt', 'after') then value_high <= region_low
                else value_high < region_low end,
            false
        )
        or coalesce(
            case when comparator in ('lt', 'before') or is_high_open then value_low >= region_high
                else value_low > region_high end,
            false
        ) as misses,
        case when comparator in ('lt', 'le') then value_low >= fails_value
            else value_high <= fails_value end as is_beyond
    from bounded
),

decided as (
    select
        *,
        case
            when region_kind = 'none' then null
            when not is_known then 'undecidable'
            when region_low is null and region_high is null then 'undecidable'
            when holds then 'supported'
            when region_kind = 'exists' then 'undecidable'
            when fails_constant_id is not null and is_beyond then 'contradicted'
            when fails_constant_id is null and misses then 'contradicted'
            else 'undecidable'
        end as verdict
    from judged
)

select
    claim_id,
    conjunct,
    claim_scope,
    as_of_date,
    scenario,
    confidence_tier,
    value_low,
    value,
    value_high,
    value_basis,
    value_unit,
    region_low,
    region_high,
    finding,
    case
        when region_kind = 'none' and is_known then 'not_ruled_on'
        when not is_known then absent_reason_code
        when verdict = 'undecidable' and region_kind = 'exists' then absent_reason_code
        when verdict = 'undecidable' and region_low is null and region_high is null
            then absent_reason_code
        when verdict = 'undecidable' then 'interval_holds_both'
    end as undecided_reason_code,
    verdict,
    verdict_rule_id,
    constant_ids
from decided
