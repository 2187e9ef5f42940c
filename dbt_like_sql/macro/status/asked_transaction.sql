-- description: For other macros: the kind of transaction that an argument means; else an error that says which there are
-- in_asked: the argument as the caller wrote it
-- example: select asked_transaction('Deemed') as transaction
create macro asked_transaction(in_asked) as
asked_of('transaction', 'core.transaction_kind', in_asked, ['export', 'reexport', 'transfer', 'deemed', 'remote'])
