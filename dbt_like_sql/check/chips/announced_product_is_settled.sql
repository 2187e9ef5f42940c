-- severity: blocking
-- description: every announced product is an item of the register or is refused for one reason
select product.maker, product.product_name, product.item_id, product.refusal
from core.announced_product as product
left join core.item as item on product.item_id = item.item_id
where (item.item_id is null) = (product.refusal is null)
