-- severity: warning
-- description: existing clusters together hold no more of a kind of chip than was sold worldwide by then
-- Systems older than the coverage of their chip's designer hold chips that no shipment here counts.
with covered as (
    select designer_id, min(coverage_start_date) as coverage_start_date
    from core.chip_shipment
    where is_chosen
    group by designer_id
),

claimed as (
    select
        cluster.chip_id,
        stock.quarter_end_date,
        stock.designer_id,
        sum(coalesce(cluster.chip_count_low, cluster.chip_count)) as claimed_chip_count
    from core.cluster as cluster
    join metric.chip_stock_by_country_quarter as stock
        on
            cluster.chip_id = stock.chip_id
            and cluster.first_operational_date <= stock.quarter_end_date
    join covered
        on
            stock.designer_id = covered.designer_id
            and cluster.first_operational_date >= covered.coverage_start_date
    where
        stock.country_code = 'WLD' and stock.h100e_basis = 'dense_int8'
        and cluster.status = 'existing' and cluster.is_in_standard_analysis
        and cluster.duplicate_of_cluster_id is null
        and (
            cluster.superseded_date is null or cluster.superseded_date > stock.quarter_end_date
        )
        and (
            cluster.decommissioned_date is null
            or cluster.decommissioned_date > stock.quarter_end_date
        )
    group by all
)

select
    claimed.chip_id, claimed.quarter_end_date, claimed.claimed_chip_count,
    stock.stock_chip_count, stock.stock_chip_count_high
from claimed
join metric.chip_stock_by_country_quarter as stock
    on
        claimed.chip_id = stock.chip_id and claimed.designer_id = stock.designer_id
        and claimed.quarter_end_date = stock.quarter_end_date
where
    stock.country_code = 'WLD' and stock.h100e_basis = 'dense_int8'
    and claimed.claimed_chip_count > coalesce(stock.stock_chip_count_high, stock.stock_chip_count)
