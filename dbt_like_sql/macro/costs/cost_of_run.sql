-- description: What a training run of given chips and hours costs today by every method, with low and high ends (NULL where a single offer is known), nominal and per FLOP, and for clouds on how many providers the rent rests and since when
-- in_chip: chip with a known price or rent: id or name, such as nvidia-h100-sxm or H100 SXM
-- in_chip_count: chips, above 0, and no more than were ever sold, counted in H100 equivalents
-- in_hours: wall-clock hours, above 0, and no more than a chip lives
-- in_utilization: model FLOP utilization, above 0 and at most 1, of the dense 16-bit peak
-- example: select method, cost_usd_low, cost_usd, cost_usd_high, cost_usd_basis, provider_count, cost_per_eflop_usd from cost_of_run('nvidia-h100-sxm', 16384, 1882, 0.4)
create macro cost_of_run(in_chip, in_chip_count, in_hours, in_utilization) as table
with bounds as (
    select
        (
            select cast(max(stock_h100e_count_high) as bigint)
            from metric.installed_base_by_country_quarter
            where country_code = 'WLD'
        ) as chip_count,
        (
            select cast(value * 8766 as bigint)
            from core.model_constant
            where constant_id = 'chip_life_median_years'
        ) as hours
),

asked as (
    select
        asked_item(
            'prices or rent',
            in_chip,
            (
                select list(distinct chip_id)
                from (
                    select chip_id
                    from step.acquisition_price_by_chip
                    union
                    select chip_id
                    from metric.rental_price_by_chip_term
                    where term in ('on_demand', '3_year')
                )
            )
        ) as chip_id,
        asked_number('number of chips', in_chip_count, 0, bounds.chip_count) as chip_count,
        asked_number('number of hours', in_hours, 0, bounds.hours) as hours,
        asked_number('utilization', in_utilization, 0, 1) as utilization
    from bounds
    where
        asked_here('{release_id}')
        and asked_number('utilization', in_utilization, 0, 1) is not null
),

assumption as (
    select
        constant_id,
        value,
        coalesce(value_low, value) as low,
        coalesce(value_high, value) as high
    from core.model_constant
),

chip as (
    select
        family.*,
        family.tdp_w / 1000 * power.value as server_kw,
        case when family.is_tpu then 'tpu' else 'gpu' end as kind
    from step.costing_family_by_chip as family
    join assumption as power on family.server_power_constant_id = power.constant_id
    where family.chip_id = (select chip_id from asked)
),

rent as (
    select
        term,
        price_per_gpu_hour_usd as price,
        price_per_gpu_hour_usd_low as price_low,
        price_per_gpu_hour_usd_high as price_high,
        price_per_gpu_hour_usd_basis as basis,
        price_method,
        provider_count,
        as_of_date,
        as_of_date + 28 >= max(as_of_date) over () as is_current
    from metric.rental_price_by_chip_term
    where chip_id = (select chip_id from asked) and term in ('on_demand', '3_year')
),

today as (
    select max(month_start_date) as day
    from core.price_index
),

owned as (
    select
        price.server_share_price_usd as price,
        greatest(0, today.day - price.acquisition_date) / 365.25 as age_years,
        factor.low as price_factor_low,
        factor.high as price_factor_high
    from step.acquisition_price_by_chip as price
    cross join today
    cross join chip
    join assumption as factor on factor.constant_id = chip.kind || '_price_factor_ratio'
    where price.chip_id = (select chip_id from asked)
),

ends as (
    select
        rate.value as rate,
        rate.low as rate_low,
        rate.high as rate_high,
        link.value as link,
        link.low as link_low,
        link.high as link_high,
        power.value * pue.value * electricity.price_per_kwh_usd as per_kw,
        power.low * pue.low * electricity.price_per_kwh_usd * site.low as per_kw_low,
        power.high * pue.high * electricity.price_per_kwh_usd * site.high as per_kw_high,
        discount.value as discount,
        discount.low as discount_low,
        discount.high as discount_high
    from chip
    join assumption as rate on rate.constant_id = 'chip_value_decline_rate'
    join assumption as link on link.constant_id = 'interconnect_cost_share'
    join assumption as power
        on power.constant_id = 'power_utilization_' || chip.kind || '_share'
    join assumption as pue on pue.constant_id = 'pue_other_ratio'
    join assumption as site on site.constant_id = 'electricity_price_factor_ratio'
    join assumption as discount on discount.constant_id = 'cloud_discount_other_3y_share'
    cross join (
        select price_per_kwh_usd
        from core.electricity_price
        where country_code = 'USA' and sector = 'industrial'
        qualify row_number() over (order by price_year desc) = 1
    ) as electricity
),

hardware as (
    select
        asked.chip_count * owned.price * owned.price_factor_low / (1 - ends.link_low)
            as cluster_low,
        asked.chip_count * owned.price / (1 - ends.link) as cluster,
        asked.chip_count * owned.price * owned.price_factor_high / (1 - ends.link_high)
            as cluster_high,
        10 ** (-ends.rate * owned.age_years) * ends.rate * ln(10) / 8766 * asked.hours as lost,
        least(
            10 ** (-ends.rate_low * owned.age_years) * ends.rate_low,
            10 ** (-ends.rate_high * owned.age_years) * ends.rate_high
        ) * ln(10) / 8766 * asked.hours as least_lost,
        greatest(
            10 ** (-ends.rate_low * owned.age_years) * ends.rate_low,
            10 ** (-ends.rate_high * owned.age_years) * ends.rate_high,
            10 ** (-ends.rate * owned.age_years) * ends.rate
        ) * ln(10) / 8766 * asked.hours as most_lost
    from owned
    cross join ends
    cross join asked
),

energy as (
    select
        asked.chip_count * asked.hours * chip.server_kw * ends.per_kw_low as low,
        asked.chip_count * asked.hours * chip.server_kw * ends.per_kw as central,
        asked.chip_count * asked.hours * chip.server_kw * ends.per_kw_high as high
    from chip
    cross join ends
    cross join asked
),

method as (
    select
        'amortised' as method,
        hardware.cluster_low * hardware.least_lost + energy.low as low,
        hardware.cluster * hardware.lost + energy.central as central,
        hardware.cluster_high * hardware.most_lost + energy.high as high
    from hardware
    cross join energy
    union all
    select
        'cloud_on_demand',
        asked.chip_count * asked.hours * price_low,
        asked.chip_count * asked.hours * price,
        asked.chip_count * asked.hours * price_high
    from rent
    cross join asked
    where term = 'on_demand'
    union all
    select
        'cloud_3_year',
        asked.chip_count * asked.hours * case
            when committed.is_current then committed.price_low
            else demanded.price_low * (1 - ends.discount_high)
        end,
        asked.chip_count * asked.hours * case
            when committed.is_current then committed.price
            else demanded.price * (1 - ends.discount)
        end,
        asked.chip_count * asked.hours * case
            when committed.is_current then committed.price_high
            else demanded.price_high * (1 - ends.discount_low)
        end
    from ends
    cross join asked
    left join (select * from rent where term = '3_year') as committed on true
    left join (select * from rent where term = 'on_demand') as demanded on true
    union all
    select 'upfront', cluster_low, cluster, cluster_high
    from hardware
    union all
    select 'energy', low, central, high
    from energy
),

rented as (
    select 'cloud_on_demand' as method, * from rent where term = 'on_demand'
    union all
    select 'cloud_3_year', * replace (case term when '3_year' then basis else 'imputed' end as basis)
    from rent
    where term = case
        when (select bool_or(is_current) from rent where term = '3_year') then '3_year'
        else 'on_demand'
    end
),

work as (
    select
        asked.chip_count * asked.hours as chip_hours,
        asked.chip_count * asked.hours * 3600 * chip.peak_dense_flop_per_s * asked.utilization
            as flop
    from chip
    cross join asked
)

select
    method.method,
    method.low as cost_usd_low,
    method.central as cost_usd,
    method.high as cost_usd_high,
    coalesce(rented.basis, 'imputed') as cost_usd_basis,
    rented.price_method,
    rented.provider_count,
    rented.as_of_date as price_as_of_date,
    method.low / work.flop as cost_per_flop_usd_low,
    method.central / work.flop as cost_per_flop_usd,
    method.high / work.flop as cost_per_flop_usd_high,
    method.central / work.flop * 1e18 as cost_per_eflop_usd,
    work.flop as compute_flop,
    work.chip_hours as training_chip_hour_count,
    'range' as interval_kind
from method
cross join work
left join rented on method.method = rented.method
where method.central is not null
order by method.central, method.method
