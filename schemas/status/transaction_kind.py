"""What a row of `seed.transaction_kind` and `core.transaction_kind` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.status.situations import TRANSACTIONS


class TransactionKindColumns(Table):
    """One word of transaction."""

    transaction: str = column("export_us: from the United States; reexport: from another country; "
                              "transfer: within a country", isin=TRANSACTIONS)


class SeedTransactionKind(
    TransactionKindColumns, name="seed.transaction_kind", key=("transaction",),
    grain="transaction", group="status",
    may_be_empty=True,
):
    """The transactions, curated."""


class CoreTransactionKind(
    TransactionKindColumns, name="core.transaction_kind", key=("transaction",),
    grain="transaction", group="status",
    may_be_empty=True, copies="seed.transaction_kind",
    question="Which transactions are told apart?",
    example="select transaction from core.transaction_kind",
):
    """What is done with an item, as far as the rules on chips tell it apart."""
