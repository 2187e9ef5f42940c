-- only: core.word_set = letter_step
with together as (
    select distinct situation.item_id, answer.deciding_event_ids
    from step.item_situation_by_period as situation
    join step.situation_status_by_destination_group as answer
        on situation.situation_id = answer.situation_id
    where answer.deciding_step in (select unnest(words) from core.word_set where word_set_id = 'letter_step')
),

single as (
    select item_id, deciding_event_ids, unnest(deciding_event_ids) as rule_event_id
    from together
)

select
    single.item_id,
    single.deciding_event_ids,
    string_agg(
        event.event_kind || ': ' || coalesce(result.trigger_values, 'named in it'),
        '; ' order by single.rule_event_id
    ) as trigger_values
from single
join step.event_result_by_item as result
    on single.item_id = result.item_id and single.rule_event_id = result.rule_event_id
join core.rule_event as event
    on single.rule_event_id = event.rule_event_id
where event.is_laid_over
group by single.item_id, single.deciding_event_ids
