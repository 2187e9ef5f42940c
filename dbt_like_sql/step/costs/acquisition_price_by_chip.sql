-- question: Which price is a chip costed at where no day is asked for, and from which day?
-- example: select chip_id, price_date, price_usd, server_overhead_ratio, acquisition_date, server_share_price_usd from step.acquisition_price_by_chip where chip_family = 'h100'
select
    chip_id,
    chip_price_id,
    price_date,
    price_usd,
    is_single_unit,
    server_overhead_ratio,
    acquisition_date,
    server_share_price_usd,
    price_basis,
    constant_ids,
    input_row_count,
    chip_family
from step.purchase_price_by_chip
qualify row_number() over (
    partition by chip_id order by is_chinese, not is_dgx, price_date, purchase_id
) = 1
