"""Other spellings of the same content: ticks of a spreadsheet, degrees in words of a map.

Dates stand in dates.py; numbers are compared by the digits printed, when sightings are folded.
"""

from __future__ import annotations

import re
from fractions import Fraction

ANGLE = re.compile(r"""(\d{1,3})°\s*(\d{1,2})['\u2032]\s*(\d{1,2}(?:\.\d+)?)["\u2033]\s*([NSEW])""")


def tick(text: str) -> str:
    """`True`, `TRUE` or `checked` for what is ticked, nothing for what is not."""
    plain = text.strip().lower()
    return {"": "false", "checked": "true"}.get(plain, plain)


def angle(text: str) -> str:
    """`32°35'25"N` as degrees, south and west negative; anything else stays as it is."""
    found = ANGLE.fullmatch(text.strip())
    if not found:
        return text
    degrees = int(found[1]) + Fraction(int(found[2]), 60) + Fraction(found[3]) / 3600
    return f"{float(-degrees if found[4] in 'SW' else degrees):.6f}"
