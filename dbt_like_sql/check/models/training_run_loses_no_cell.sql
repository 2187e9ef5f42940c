-- severity: blocking
-- description: what is believed of a model's training stands in a run of the model, whatever other row speaks of it
-- only: core.word_set = run_size_attribute
with believed as (
    select model_id, attribute, value_number
    from core.model_release_fact
    where
        is_chosen
        and value_number is not null
        and attribute in (select unnest(words) from core.word_set where word_set_id = 'run_size_attribute')
),

run as (
    select
        model_id,
        count(training_chip_hour_count) as training_chip_hour_count,
        count(training_hour_count) as training_hour_count,
        count(training_chip_count) as training_chip_count,
        count(dataset_token_count) as dataset_token_count,
        bool_or(phase in ('all', 'pretrain')) as is_of_model
    from core.training_run
    group by model_id
)

select believed.model_id, believed.attribute, believed.value_number
from believed
join core.model_release as model on believed.model_id = model.model_id
left join run on believed.model_id = run.model_id
where
    coalesce(run.is_of_model, true)
    and coalesce(
        case believed.attribute
            when 'training_chip_hour_count' then run.training_chip_hour_count
            when 'training_hour_count' then run.training_hour_count
            when 'training_chip_count' then run.training_chip_count
            when 'dataset_token_count' then run.dataset_token_count
        end, 0
    ) = 0
