-- description: How many AI chips the owners of a country hold at the end of each quarter, in H100 equivalents of dense 8-bit operations, without smuggled chips and with the median estimate of them; one row a quarter
-- in_country: country with a known stock: code or name, such as CHN, China or world
-- example: select quarter_end, h100_equivalents_low, h100_equivalents, h100_equivalents_high, with_smuggling from installed_base('China')
create macro installed_base(in_country) as table
with asked as (
    select
        asked_area('stock', in_country, (select list(distinct country_code) from main.stock)) as country_code
    where asked_here('{release_id}')
),

smuggled as (
    select
        country_code,
        quarter_end_date,
        round(stock_h100e_count, -3) as with_smuggling
    from metric.leakage_adjusted_base_by_country_quarter
    where
        scenario = 'smuggling_median'
        and correlation_ratio = 0.5
        and h100e_basis = 'dense_int8'
)

select
    stock.quarter_end,
    stock.h100_equivalents_low,
    stock.h100_equivalents,
    stock.h100_equivalents_high,
    smuggled.with_smuggling,
    stock.is_incomplete,
    stock.data_through
from main.stock as stock
join asked using (country_code)
left join smuggled
    on stock.country_code = smuggled.country_code and stock.quarter_end = smuggled.quarter_end_date
order by stock.quarter_end desc
