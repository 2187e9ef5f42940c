-- description: For other macros: the item of which an argument is an id or name; else an error that says what is allowed
-- in_where: where all that may be asked for stand
-- in_asked: the argument as the caller wrote it
-- in_allowed: list of the items that may be asked for; NULL: all
-- example: select asked_item('core.item_name', 'H20', null) as item_id
create macro asked_item(in_where, in_asked, in_allowed) as
asked_name(
    'item', in_where, in_asked,
    (
        select list({'thing_id': item_id, 'name': name, 'plain_name': plain_name})
        from core.item_name
        where in_allowed is null or list_contains(in_allowed, item_id)
    )
)
