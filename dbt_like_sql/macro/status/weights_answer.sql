-- description: May weights of an AI model go from the United States to a country on a day, by text and in fact, and why; end user headquartered there, no listed party; not legal advice
-- in_weights: model by id or name, or model-weights: weights that 4E091 names, of no model in particular
-- in_destination: country or region: code or name, such as CHN, cn or China
-- in_date: the day, from 2022-01-01 to the last one to which something decided today runs
-- example: select weights_id, naming, status_text, status_enforced, reason from weights_answer('GPT-4.5', 'China', date '2025-06-01')
create macro weights_answer(in_weights, in_destination, in_date) as table
with known as (
    select model_id as weights_id, unnest([model_id, model_name]) as name
    from core.model_release
    union all
    select 'model-weights', unnest(['model-weights', 'model weights', '4E091'])
),

asked as (
    select
        asked_name(
            'model', 'core.model_release', in_weights,
            (
                select list(distinct {'thing_id': weights_id, 'name': name, 'plain_name': plain_of(name)})
                from known
            )
        ) as weights_id,
        asked_country(in_destination) as country_code,
        asked_law_day(in_date) as day
    where asked_here('{release_id}')
)

select
    asked.weights_id,
    naming.result as naming,
    status.status_text,
    status.status_enforced,
    status.licence_required_text,
    status.licence_required_enforced,
    case when status.is_asked then naming.deciding_locator end as deciding_paragraph,
    concat_ws('; ', naming.reason, status.reason) as reason,
    status.ambiguity_ids,
    asked.day > (select max(known_through_date) from core.law_coverage) as is_beyond_known_law
from asked
join step.naming_by_weights as naming on asked.weights_id = naming.weights_id
join core.destination_group_member as member on asked.country_code = member.country_code
join metric.weights_status_by_destination_group as status
    on
        naming.result = status.naming
        and member.destination_group_id = status.destination_group_id
        and member.end_user_hq_group = status.end_user_hq_group
where
    status.transaction = 'export_us'
    and naming.valid_from_date <= asked.day
    and (naming.valid_to_date is null or asked.day < naming.valid_to_date)
    and member.valid_from_date <= asked.day
    and (member.valid_to_date is null or asked.day < member.valid_to_date)
    and status.valid_from_date <= asked.day
    and (status.valid_to_date is null or asked.day < status.valid_to_date)
