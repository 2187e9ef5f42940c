-- question: How does a list stand to a party, since when, and what follows for an export to it?
-- example: select party_name, list_name, listed_from_date, footnote, resulting_status from core.party_standing where party_id in ('inspur-group', 'g42') order by party_id
with named as (
    select party_id, entry_key
    from core.party_name
    where entry_key is not null
),

screening as (
    select
        entry.*,
        try_cast(regexp_extract(entry.federal_register_notice, '(\d+) FR', 1) as bigint) as volume
    from raw.consolidated_screening_list as entry
    where entry.entry_key not in (
        select entry_key from named where party_id in (select party_id from seed.restricted_party)
    )
)

select
    party_id,
    list_name,
    listed_from_date,
    'day' as listed_from_date_precision,
    party_name,
    country_code,
    listed_to_date,
    footnote,
    footnote_from_date,
    cast(null as varchar) as destination_country_code,
    cast(null as varchar) as end_user_hq_group,
    resulting_status,
    '744.11' as locator,
    note,
    citation,
    'seed' as source_id
from core.restricted_party
union all
select
    party_id, list_name, listed_from_date, 'day', party_name,
    cast(null as varchar),
    listed_to_date,
    cast(null as varchar),
    cast(null as date),
    destination_country_code, end_user_hq_group,
    cast(null as varchar),
    locator, note, citation,
    'seed'
from seed.approved_party
union all
select
    'csl-' || substr(md5(entry_key), 1, 12),
    list_name,
    coalesce(start_date, make_date(1935 + volume, 1, 1), date '2000-01-01'),
    case when start_date is not null then 'day' when volume is not null then 'year' else 'unknown' end,
    listed_name,
    cast(null as varchar),
    end_date,
    cast(null as varchar),
    cast(null as date),
    cast(null as varchar),
    cast(null as varchar),
    case
        when list_code = 'DPL' then 'prohibited'
        when list_code <> 'EL' then 'other_controls_apply'
        when regexp_matches(license_policy, '^(Presumption (of|for)|Policy of) denial\.?( See|$)')
            then 'licence_presumption_denial'
        else 'licence_policy_unknown'
    end,
    case list_code
        when 'EL' then '744.11'
        when 'DPL' then '764.3(a)(2)'
        when 'MEU' then '744.21'
        when 'UVL' then '744.15'
        when 'SDN' then '744.8'
        else 'outside the EAR'
    end as locator,
    concat_ws(
        '; ', license_requirement, license_policy,
        case locator
            when '744.8' then 'asks of those with an identifier of (a)(1), which is not judged'
            when 'outside the EAR'
                then 'kept by another agency, by an order that is not read; part 744 does not name this list'
        end
    ),
    'Consolidated Screening List, ' || concat_ws(', ', list_name, federal_register_notice),
    source_id
from screening
