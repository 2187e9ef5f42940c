-- question: Does ECCN 4E091 name the weights of a model, and if that is open, why?
-- example: select weights_id, valid_from_date, result, reason from step.naming_by_weights where weights_id in ('gpt-4-5', 'model-weights') order by weights_id, valid_from_date
with stated as (
    select
        value as least_flop,
        min(effective_from_date) as valid_from_date,
        case when bool_and(effective_to_date is not null) then max(effective_to_date) end as valid_to_date
    from core.rule_threshold
    where paragraph_locator = '4E091' and metric = 'model_training_operations'
    group by value
),

lived as (
    select * from stated
    union all
    select null, date '2022-01-01', min(valid_from_date)
    from stated
),

tested as (
    select
        model.model_id as weights_id,
        model.weights_access,
        base.weights_access as base_access,
        base.model_name as base_name,
        lived.*,
        case
            when coalesce(model.compute_flop_low, model.compute_flop) >= lived.least_flop then true
            when coalesce(model.compute_flop_high, model.compute_flop) < lived.least_flop then false
        end as is_compute_reached
    from core.model_release as model
    left join core.model_release as base on model.base_model_id = base.model_id
    cross join lived
),

judged as (
    select
        weights_id, valid_from_date, valid_to_date, least_flop, is_compute_reached, base_name,
        case
            when least_flop is null then 'no_entry'
            when weights_access = 'open' then 'published'
            when is_compute_reached is null then 'compute_open'
            when not is_compute_reached then 'below'
            when weights_access in ('restricted', 'unknown') then 'access_open'
            when base_access = 'open' then 'derived'
            else 'named'
        end as ground
    from tested
    union all
    select
        'model-weights', valid_from_date, valid_to_date, least_flop,
        case when least_flop is not null then true end, null,
        case when least_flop is null then 'no_entry' else 'asked' end
    from lived
)

select
    weights_id,
    valid_from_date,
    valid_to_date,
    is_compute_reached,
    case ground
        when 'asked' then 'yes'
        when 'named' then 'yes'
        when 'no_entry' then 'no'
        when 'published' then 'no'
        when 'below' then 'no'
        else 'undetermined'
    end as result,
    case ground
        when 'published' then '4E091.note-1'
        when 'access_open' then '4E091.note-1'
        when 'derived' then '4E091.note-1'
        else '4E091'
    end as deciding_paragraph,
    case ground
        when 'compute_open' then 'training operations'
        when 'access_open' then 'weights open or closed'
        when 'derived' then 'additional operations'
    end as unknown_inputs,
    case ground
        when 'no_entry' then '4E091 did not exist on that day'
        when 'asked' then printf(
            'asked of weights that 4E091 names: not published, of a model trained with %g operations or more', least_flop
        )
        when 'published' then 'the weights are published, and Note 1 leaves such out'
        when 'compute_open' then printf('whether %g operations were reached is not known', least_flop)
        when 'below' then printf('trained with fewer than %g operations', least_flop)
        when 'access_open' then 'whether the weights are published is not known'
        when 'derived' then 'derived from the published ' || base_name
            || ', and how many operations were added is not known'
        else printf('trained with %g operations or more, and not published', least_flop)
    end as reason
from judged
