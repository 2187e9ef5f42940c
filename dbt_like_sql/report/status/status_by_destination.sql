-- Since when a chip has had which status, for exports to an ordinary buyer in a country.
with chips as (
    select *
    from (values
        ('nvidia-a100-sxm-80gb', 'A100', 1), ('nvidia-a800-sxm-80gb', 'A800', 2),
        ('nvidia-h100-sxm', 'H100', 3), ('nvidia-h800-sxm', 'H800', 4), ('nvidia-h20', 'H20', 5),
        ('nvidia-h200-sxm', 'H200', 6), ('nvidia-b200', 'B200', 7), ('nvidia-b300', 'B300', 8),
        ('nvidia-rtx-4090', 'RTX 4090', 9), ('nvidia-rtx-5090', 'RTX 5090', 10),
        ('amd-mi300x', 'MI300X', 11), ('amd-mi308x', 'MI308X', 12)
    ) as chip (chip_id, chip, chip_position)
),

destinations as (
    select *
    from (values
        ('CHN', 'China', 1), ('ARE', 'United Arab Emirates', 2), ('SAU', 'Saudi Arabia', 3),
        ('VNM', 'Vietnam', 4), ('MYS', 'Malaysia', 5), ('GBR', 'United Kingdom', 6)
    ) as place (country_code, destination, destination_position)
),

today as (select max(as_of_date) as as_of_date from meta.release),

situations as (
    select
        destinations.destination,
        destinations.destination_position,
        chips.chip,
        chips.chip_position,
        status.status_enforced,
        status.status_text,
        greatest(status.valid_from_date, member.valid_from_date, status.release_date) as from_date,
        least(
            coalesce(status.valid_to_date, today.as_of_date),
            coalesce(member.valid_to_date, today.as_of_date),
            today.as_of_date
        ) as to_date
    from destinations
    join core.destination_group_member as member on destinations.country_code = member.country_code
    join metric.control_status_by_chip_destination_group as status
        on
            member.destination_group_id = status.destination_group_id
            and member.end_user_hq_group = status.end_user_hq_group
    join chips on status.chip_id = chips.chip_id
    cross join today
),

marked as (
    select
        *,
        status_enforced is distinct from lag(status_enforced) over by_chip
        or status_text is distinct from lag(status_text) over by_chip as is_new
    from situations
    where from_date < to_date
    window by_chip as (partition by destination, chip order by from_date)
),

numbered as (
    select
        *,
        sum(cast(is_new as integer)) over (partition by destination, chip order by from_date) as turn
    from marked
)

select
    numbered.destination,
    numbered.chip,
    min(numbered.from_date) as from_date,
    max(numbered.to_date) as to_date,
    numbered.status_enforced,
    numbered.status_text,
    word.phrase as status_in_words,
    max(numbered.to_date) = today.as_of_date as is_still_so
from numbered
join core.status_word as word on numbered.status_enforced = word.status
cross join today
group by
    numbered.destination,
    numbered.chip,
    numbered.turn,
    numbered.status_enforced,
    numbered.status_text,
    word.phrase,
    today.as_of_date
order by
    any_value(numbered.destination_position), any_value(numbered.chip_position), min(numbered.from_date)
