-- severity: blocking
-- description: a model that bears a month and year in its name was released in that month
with named as (
    select
        model_id,
        model_name,
        release_date,
        try_strptime(
            regexp_extract(model_name, '\(([A-Z][a-z]{2} [0-9]{4})\)', 1), '%b %Y'
        ) as month_start_at
    from core.model_release
)

select
    model_id,
    model_name,
    release_date
from named
where date_trunc('month', release_date) <> month_start_at
