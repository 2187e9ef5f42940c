-- description: Which chips a hypothetical threshold would catch, over all chips and the GPUs that Wikipedia lists with a rate; what cannot be said, and why
-- in_tpp: caught from this total processing performance on, above 0
-- in_density: and, unless NULL, from this performance density on, above 0
-- example: select hardware_name, source_id, tpp_low, result, reason from what_if(2400, 1.6) where result <> 'no' order by tpp_low desc nulls last limit 5
create macro what_if(in_tpp, in_density) as table
with asked as (
    select
        asked_number('TPP', in_tpp, 0, null) as tpp,
        case
            when in_density is not null then asked_number('performance density', in_density, 0, null)
        end as density
    where
        asked_here('{release_id}')
        and asked_number('TPP', in_tpp, 0, null) is not null
),

assumed as (
    select
        max(value) filter (where constant_id = 'first_matrix_unit_year_nvidia') as nvidia_year,
        max(value) filter (where constant_id = 'first_matrix_unit_year_amd') as amd_year,
        max(value) filter (where constant_id = 'first_matrix_unit_year_intel') as intel_year,
        max(value) filter (where constant_id = 'first_non_planar_gpu_year') as non_planar_year
    from core.model_constant
),

register as (
    select
        parameter.item_id,
        parameter.total_processing_performance_tpp_low as tpp_low,
        parameter.total_processing_performance_tpp_high as tpp_high,
        parameter.performance_density_tpp_per_mm2_low as density_low,
        parameter.performance_density_tpp_per_mm2_high as density_high,
        parameter.density_case = 'planar' as has_no_density
    from metric.control_parameter_by_item_rule_version as parameter
    join core.rule_version as version
        on parameter.rule_version_id = version.rule_version_id
    where parameter.item_kind = 'chip' and version.series = 'us-3a090'
    qualify row_number() over (
        partition by parameter.item_id order by version.effective_date desc
    ) = 1
),

listed as (
    select
        listing.source_id,
        listing.source_key,
        listing.hardware_name,
        listing.manufacturer,
        listing.release_date,
        listing.die_area_mm2,
        greatest(
            coalesce(listing.fp32_flop_per_s * 32, 0), coalesce(listing.fp16_flop_per_s * 16, 0)
        ) / 1e12 as tpp_low,
        coalesce(year(listing.release_date) < case listing.manufacturer
            when 'NVIDIA' then assumed.nvidia_year
            when 'AMD' then assumed.amd_year
            when 'Intel' then assumed.intel_year
        end, false) as has_vector_units_only,
        coalesce(year(listing.release_date) < assumed.non_planar_year, false) as has_no_density
    from core.hardware_listing as listing
    cross join assumed
    where
        listing.source_id = 'wikipedia_gpu'
        and listing.chip_id is null
        and coalesce(listing.fp32_flop_per_s, listing.fp16_flop_per_s) is not null
),

valued as (
    select
        'core.chip' as source_id,
        chip.chip_id as hardware_id,
        chip.chip_name as hardware_name,
        chip.designer,
        chip.is_datacenter,
        chip.release_date,
        register.tpp_low,
        register.tpp_high,
        register.density_low,
        register.density_high,
        register.has_no_density,
        case
            when register.tpp_low is null then 'no dense peak is known'
            else 'not every dense peak is known'
        end as open_tpp,
        'area or transistors of the logic dies are not known' as open_density
    from register
    join core.chip as chip on register.item_id = chip.chip_id
    union all
    select
        source_id,
        source_key,
        hardware_name,
        manufacturer,
        null,
        release_date,
        tpp_low,
        case when has_vector_units_only then tpp_low end,
        tpp_low / die_area_mm2,
        case when has_vector_units_only then tpp_low / die_area_mm2 end,
        has_no_density,
        'only rates of vector units are listed, so TPP is at least this',
        case
            when die_area_mm2 is null then 'no die area is listed'
            else 'density is at least this'
        end
    from listed
),

tested as (
    select
        valued.*,
        case
            when tpp_low >= asked.tpp then 'yes'
            when tpp_high < asked.tpp then 'no'
            else 'undetermined'
        end as tpp_result,
        case
            when asked.density is null then 'yes'
            when has_no_density or density_high < asked.density then 'no'
            when density_low >= asked.density then 'yes'
            else 'undetermined'
        end as density_result
    from valued
    cross join asked
),

judged as (
    select
        *,
        case
            when tpp_result = 'no' or density_result = 'no' then 'no'
            when tpp_result = 'yes' and density_result = 'yes' then 'yes'
            else 'undetermined'
        end as result
    from tested
)

select
    source_id,
    hardware_id,
    hardware_name,
    designer,
    is_datacenter,
    release_date,
    tpp_low,
    tpp_high,
    density_low as density_low_tpp_per_mm2,
    density_high as density_high_tpp_per_mm2,
    result,
    tpp_result,
    density_result,
    case result
        when 'undetermined' then concat_ws(
            '; ',
            case when tpp_result = 'undetermined' then open_tpp end,
            case when density_result = 'undetermined' then open_density end
        )
        when 'no' then case
            when tpp_result = 'no' then 'TPP below'
            when has_no_density then 'no die with non-planar transistors, so no density'
            else 'density below'
        end
        else 'TPP' || case when in_density is null then '' else ' and density' end || ' reached'
    end as reason
from judged
order by result desc, tpp_low desc, hardware_id
