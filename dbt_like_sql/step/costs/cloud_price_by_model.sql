-- only: core.model_constant = cloud_order_to_training_days, cloud_discount_aws_1y_share, cloud_discount_aws_3y_share, cloud_discount_google_1y_share, cloud_discount_google_3y_share, cloud_discount_azure_1y_share, cloud_discount_azure_3y_share, cloud_discount_other_1y_share, cloud_discount_other_3y_share; core.word_set = training_rent_term
with lead_time as (
    select cast(value as integer) as days
    from core.model_constant
    where constant_id = 'cloud_order_to_training_days'
),

own_cloud as (
    select
        developer.model_id,
        min(cloud.provider_id) as provider_id
    from (
        select
            model_id,
            unnest(organization_ids) as organization_id
        from metric.training_chip_hours_by_model
    ) as developer
    join core.organization_cloud as cloud on developer.organization_id = cloud.organization_id
    group by developer.model_id
),

wanted as (
    select
        run.model_id,
        run.chip_id,
        run.chip_family,
        run.is_tpu,
        run.training_start_date - lead_time.days as wanted_date,
        coalesce(own_cloud.provider_id, 'amazon-web-services') as provider_id
    from metric.training_chip_hours_by_model as run
    cross join lead_time
    left join own_cloud on run.model_id = own_cloud.model_id
),

offer as (
    select
        offer.rental_offer_id,
        offer.chip_id,
        offer.provider_id,
        offer.term,
        coalesce(offer.effective_date, offer.observed_date) as offer_date,
        offer.price_per_gpu_hour_usd,
        offer.price_basis,
        coalesce(
            chip.chip_family,
            case
                when offer.hardware_name ilike '%A100%' then 'a100'
                when offer.hardware_name ilike '%V100%' then 'v100'
                when offer.hardware_name ilike '%H100%' then 'h100'
                when offer.hardware_name ilike '%P100%' then 'p100'
                else 'other'
            end
        ) as chip_family,
        case offer.provider_id
            when 'amazon-web-services' then 'aws'
            when 'google-cloud' then 'google'
            when 'azure' then 'azure'
            else 'other'
        end as vendor
    from core.rental_offer as offer
    left join step.costing_family_by_chip as chip on offer.chip_id = chip.chip_id
    where offer.term in (select unnest(words) from core.word_set where word_set_id = 'training_rent_term')
),

candidate as (
    select
        wanted.model_id,
        wanted.wanted_date,
        offer.*,
        row_number() over (
            partition by wanted.model_id
            order by
                offer.offer_date > wanted.wanted_date,
                case offer.term when '3_year' then 1 when '1_year' then 2 else 3 end,
                case
                    when offer.provider_id = wanted.provider_id then 0
                    when offer.vendor = 'aws' then 1
                    when offer.vendor = 'azure' then 2
                    when offer.vendor = 'google' then 3
                    else 4
                end,
                offer.chip_id is distinct from wanted.chip_id,
                abs(offer.offer_date - wanted.wanted_date),
                offer.rental_offer_id
        ) as choice
    from wanted
    join offer
        on
            wanted.chip_id = offer.chip_id
            or (wanted.chip_family != 'other' and wanted.chip_family = offer.chip_family)
    where not wanted.is_tpu or offer.vendor = 'google'
)

select
    candidate.model_id,
    candidate.rental_offer_id,
    candidate.chip_id,
    candidate.provider_id,
    candidate.term,
    candidate.offer_date,
    candidate.wanted_date,
    candidate.offer_date > candidate.wanted_date as is_offer_later,
    candidate.price_per_gpu_hour_usd,
    candidate.price_basis as offer_basis,
    (1 - three.value) / (
        1 - case candidate.term
            when '3_year' then three.value
            when '1_year' then one.value
            else 0
        end
    ) as commitment_ratio,
    candidate.price_per_gpu_hour_usd * commitment_ratio as committed_price_per_gpu_hour_usd,
    case candidate.term
        when '3_year' then ['cloud_order_to_training_days']
        when '1_year'
            then ['cloud_order_to_training_days', one.constant_id, three.constant_id]
        else ['cloud_order_to_training_days', three.constant_id]
    end as constant_ids,
    cast(2 as bigint) as input_row_count
from candidate
join core.model_constant as one
    on one.constant_id = 'cloud_discount_' || candidate.vendor || '_1y_share'
join core.model_constant as three
    on three.constant_id = 'cloud_discount_' || candidate.vendor || '_3y_share'
where candidate.choice = 1
