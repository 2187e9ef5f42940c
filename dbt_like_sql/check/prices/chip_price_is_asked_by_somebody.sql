-- severity: blocking
-- description: no chip that its designer alone runs has a price, and no release price of a database counts as reported unless it names who asked it
-- What a publisher reckons a chip to be worth is its estimate.
select
    price.chip_price_id,
    listing.hardware_type,
    price.price_basis,
    price.citation_url
from core.chip_price as price
left join core.hardware_listing as listing
    on price.chip_id = listing.chip_id and listing.hardware_type = 'TPU'
where
    listing.chip_id is not null
    or (
        price.source_id = 'epoch_ml_hardware' and price.price_basis = 'reported'
        and coalesce(price.citation_url, 'https://epoch.ai/') like '%epoch.ai/%'
    )
