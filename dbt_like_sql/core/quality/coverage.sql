-- question: Through which day is each subject known, and who says so?
-- example: select coverage_id, data_from_date, data_through_date, through_basis, source_id from core.coverage order by coverage_id
with model_fact as (
    select
        fact.attribute,
        fact.source_id,
        model.release_date
    from core.model_release_fact as fact
    join core.model_release as model on fact.model_id = model.model_id
    where fact.attribute in ('release_date', 'compute_flop') and fact.value is not null
),

fact as (
    select
        case attribute when 'release_date' then 'model_release' else 'training_compute' end
            as subject,
        cast(null as varchar) as part_id,
        source_id,
        release_date as fact_date
    from model_fact
    union all
    select 'cluster', null, source_id, first_operational_date
    from core.cluster
    where status = 'existing' and first_operational_date is not null
    union all
    select 'data_center', null, source_id, as_stated_date
    from core.data_center_capacity
    union all
    select 'chip_shipment', designer_id, source_id, period_end_date
    from core.chip_shipment
    where is_chosen and not is_incomplete
    union all
    select 'benchmark_score', scale_id, source_id, release_date
    from core.benchmark_score
    where is_chosen and release_date is not null
    union all
    select 'rental_offer', null, source_id, observed_date
    from core.rental_offer
    union all
    select 'token_price', null, source_id, coalesce(last_observed_date, effective_from_date)
    from core.token_price
    union all
    select 'chip', null, source_id, try_cast(value as date)
    from core.chip_fact
    where attribute = 'release_date' and value is not null
    union all
    select 'hardware_listing', source_id, source_id, release_date
    from core.hardware_listing
    where release_date is not null
    union all
    select 'chip_price', null, source_id, price_date
    from core.chip_price
    union all
    select 'rule', null, 'seed', effective_date
    from core.rule_version
    where effective_date is not null
    union all
    select 'rule', null, 'seed', effective_date
    from core.rule_event
    where effective_date is not null
    union all
    select 'rule', null, source_id, document_date
    from core.rule_capture
),

told as (
    select
        concat_ws('/', fact.subject, fact.part_id) as coverage_id,
        fact.subject,
        fact.part_id,
        fact.source_id,
        min(fact.fact_date) as first_fact_date,
        max(fact.fact_date) as newest_fact_date
    from fact
    cross join seed.build_date as build
    where fact.fact_date <= build.as_of_date
    group by fact.subject, fact.part_id, fact.source_id
),

claimed as (
    select
        told.*,
        case when told.source_id = 'seed' then declared.note end as note,
        case
            when told.source_id <> 'seed' then 'source'
            when declared.coverage_id is null then 'newest_fact'
            else 'declared'
        end as through_basis,
        case
            when told.source_id = 'seed'
                then least(declared.data_through_date, told.newest_fact_date)
            else told.newest_fact_date
        end as through_date
    from told
    left join seed.coverage as declared on told.coverage_id = declared.coverage_id
),

furthest as (
    select
        *,
        min(first_fact_date) over of_subject as data_from_date,
        max(newest_fact_date) over of_subject as any_newest_fact_date
    from claimed
    window of_subject as (partition by coverage_id)
    qualify row_number() over (
        partition by coverage_id order by through_date desc, source_id
    ) = 1
),

subject as (
    select unnest([
        'chip', 'chip_price', 'cluster', 'data_center', 'model_release', 'rental_offer', 'rule',
        'token_price', 'training_compute'
    ]) as coverage_id
)

select
    coalesce(furthest.coverage_id, subject.coverage_id) as coverage_id,
    coalesce(furthest.subject, subject.coverage_id) as subject,
    furthest.part_id,
    furthest.data_from_date,
    furthest.through_date as data_through_date,
    furthest.any_newest_fact_date as newest_fact_date,
    furthest.through_basis,
    furthest.source_id,
    furthest.note,
    case when furthest.coverage_id is null then 'nothing_known' end as reason_code
from furthest
full join subject on furthest.coverage_id = subject.coverage_id
