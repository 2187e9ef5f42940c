select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(launch.start_date - visit.start_date as double) as value_low,
    cast(launch.start_date - visit.start_date as double) as value,
    cast(launch.end_date - visit.start_date as double) as value_high,
    'reported' as value_basis,
    cast(0 as double) as bound_low,
    cast(visit.end_date - visit.start_date as double) as bound_high,
    concat('visit ', visit.start_date, ' to ', visit.end_date, '; launch ', launch.start_date) as finding
from core.public_event as launch
cross join core.public_event as visit
where
    launch.public_event_id = 'huawei-mate-60-launch'
    and visit.public_event_id = 'raimondo-china-2023'
