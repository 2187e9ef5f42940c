"""What a row of `core.prevailing_status` means: the one place that says which of two demands holds.

What each word demands stands in status_word.py.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import STATUSES


class PrevailingStatus(
    Table, name="core.prevailing_status", key=("status", "added_status"),
    grain="status and added status", group="status", may_be_empty=True,
):
    """Of two demands the stricter holds, of equal ones the added; `undetermined` demands nothing.

    A licence beside controls that are not judged is needed, and how it would be judged is not known
    unless it would be denied: what is not judged may bar what the policy of the list favours.

    A licence whose policy is not known is no freer than one of a policy milder than it may have.

    What a party or a use adds holds only if it prevails over all that an answer may be.
    """

    status: str = column("What an answer says, or may say", isin=STATUSES)
    added_status: str = column("What a party, an end use or another demand adds", isin=STATUSES)
    prevailing_status: str = column("Which of the two holds", isin=STATUSES)
    added_is_freer: bool = column(
        "Whether an answer that turns from the one into the other asks for less, or may ask for less")
