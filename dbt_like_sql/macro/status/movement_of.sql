-- description: For other macros: which movement of an item stands for a kind of transaction: an export, where nothing moves
-- in_transaction: the kind, as asked_transaction gives it
-- example: select movement_of('deemed') as movement
create macro movement_of(in_transaction) as
case when in_transaction in ('reexport', 'transfer') then in_transaction else 'export_us' end
