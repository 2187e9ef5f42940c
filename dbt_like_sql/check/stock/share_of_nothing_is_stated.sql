-- severity: blocking
-- description: a share of nothing is one that a publisher states: unknown purchases are no share at all, and never 0
select
    share.country_code,
    share.designer_id,
    share.quarter_end_date,
    share.h100e_basis
from metric.flow_share_by_country_quarter as share
where
    share.flow_share = 0
    and not exists (
        select 1
        from core.chip_shipment as stated
        where
            stated.is_chosen
            and stated.owner_country_code = share.country_code
            and stated.period_end_date = share.quarter_end_date
            and list_contains(share.covered_designer_ids, stated.designer_id)
            and (share.designer_id = 'all' or stated.designer_id = share.designer_id)
    )
