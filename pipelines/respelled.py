"""What a spreadsheet does to a published file: other dates and ticks, the same content.

Numbers need nothing here: they are compared by the digits printed, when sightings are folded.
"""

from __future__ import annotations

import re

MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def day(text: str) -> str:
    """`6/30/2025` as `2025-06-30`; anything else stays as it is."""
    found = MONTH_FIRST.fullmatch(text.strip())
    return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else text


def tick(text: str) -> str:
    """`True`, `TRUE` or `checked` for what is ticked, nothing for what is not."""
    plain = text.strip().lower()
    return {"": "false", "checked": "true"}.get(plain, plain)
