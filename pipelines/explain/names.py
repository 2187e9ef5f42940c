"""Which item or country a person means: ids, names in any spelling, and near matches for typos.

Only names are compared here; nothing is said of what was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.showing.near import near

SHOWN = 8
CUTOFF = {"item": 0.55, "country": 0.8}
"""How alike a name must look to be suggested: ids of chips differ by a letter, countries by a typo."""
NAMES_OF_ITEMS = "select item_id, name, plain_name from core.item_name"
CHIPS = "select item_id from core.item where item_kind = 'chip'"
NAMES_OF_COUNTRIES = "select country_code, name, plain_name from core.country_name"
"""What macros read too, so that a name means the same wherever it is asked."""


class NotFound(ChipledgerError):
    """A name that means nothing here, or more than one thing; the message lists what there is."""


@dataclass(frozen=True)
class Named:
    """One thing by one of its names."""

    thing_id: str
    name: str
    plain: str


@dataclass(frozen=True)
class Party:
    """An end user or consignee: the listed parties that bear its name, and every plain name of them."""

    party_ids: Sequence[str] = ()
    plain_names: Sequence[str] = ()


def plain(name: str) -> str:
    """A name without case, accents, blanks and signs: `RTX 4090-D` and `rtx4090d` are the same."""
    letters = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)", "", name) or name)
    return re.sub(r"[^a-z0-9]", "", letters.casefold())


def find_items(con: duckdb.DuckDBPyConnection, asked: str) -> list[str]:
    """The one item that is meant, or the variants of one chip that share a name, `H100`.

    Raises NotFound with what it could be; a part of a name is never taken for the whole.
    """
    names = [Named(*row) for row in con.execute(NAMES_OF_ITEMS).fetchall()]
    spelled = _spelled(asked, names, "item", "core.item")
    if len(spelled) == 1:
        return spelled
    chips = {chip_id for (chip_id,) in con.execute(CHIPS).fetchall()}
    family = sorted({n.thing_id for n in names if _begins(n.name, asked)} & chips)
    if spelled or not family:
        raise _not_found(asked, spelled, names, "item", "core.item")
    return family


def find_country(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The code of the country or region that is meant; raises NotFound with what it could be."""
    names = [Named(*row) for row in con.execute(NAMES_OF_COUNTRIES).fetchall()]
    spelled = _spelled(asked, names, "country", "core.country")
    if len(spelled) == 1:
        return spelled[0]
    raise _not_found(asked, spelled, names, "country", "core.country")


def find_party(con: duckdb.DuckDBPyConnection, asked: str) -> list[str]:
    """The parties of held lists that bear the name; NotFound where listed ones only carry a word of it.

    The macro control_answer asks the same, so that a party means the same wherever it is named.
    """
    return [str(party_id) for party_id in _by_macro(con, "asked_party", asked)]


def known_party(con: duckdb.DuckDBPyConnection, asked: str | None) -> Party:
    """A party with its ids and names, resolved once for an answer; none of either where none is asked."""
    if asked is None:
        return Party()
    ids = find_party(con, asked)
    query = "select party_plain_names($asked, $party_ids)"
    return Party(ids, con.execute(query, {"asked": asked, "party_ids": ids}).fetchall()[0][0])


def find_seat(con: duckdb.DuckDBPyConnection, party: Party, day: date) -> str | None:
    """The country in which registers have the party or its parent; None where none says."""
    if not party.plain_names:
        return None
    found = con.execute("select asked_seat($names, $party_ids, $day)", {
        "names": party.plain_names, "party_ids": party.party_ids, "day": day}).fetchall()
    return str(found[0][0]) if found[0][0] else None


def find_exporter(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """What Note 1 to 3A090.a makes of an exporter, as control_answer takes it; else NotFound."""
    return str(_by_macro(con, "asked_exporter", asked))


def _by_macro(con: duckdb.DuckDBPyConnection, macro: str, asked: str) -> Any:
    """What a macro makes of a name; its refusal as NotFound."""
    try:
        return con.execute(f"select {macro}($asked)", {"asked": asked}).fetchall()[0][0]
    except duckdb.InvalidInputException as error:
        raise NotFound(str(error).removeprefix("Invalid Input Error: ")) from None


def _spelled(asked: str, names: Sequence[Named], kind: str, table: str) -> list[str]:
    """Things that bear the name, letter for letter or else in another spelling."""
    if not asked.strip():
        raise NotFound(f"no {kind} was named; {table} lists what there is")
    if not plain(asked):
        raise NotFound(f"there is no {kind} {asked!r}: names are spelled in Latin letters; "
                       f"{table} lists what there is")
    exact = {named.thing_id for named in names if named.name == asked}
    return sorted(exact or {n.thing_id for n in names if n.plain == plain(asked)})


def _begins(name: str, asked: str) -> bool:
    """Whether a name begins with what was asked, in whatever spelling, and goes on with another word."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return plain(asked) in list(accumulate(words))[:-1]


def _not_found(
    asked: str, spelled: Sequence[str], names: Sequence[Named], kind: str, table: str
) -> NotFound:
    if spelled:
        return NotFound(f"{asked!r} means more than one {kind}; say which: {_listed(spelled)}")
    meant = _near(asked, names, CUTOFF[kind])
    hint = f"did you mean {_listed(meant)}?" if meant else f"{table} lists what there is"
    return NotFound(f"there is no {kind} {asked!r}; {hint}")


def _near(asked: str, names: Sequence[Named], cutoff: float) -> list[str]:
    """Things whose names are near what was asked."""
    by_spelling: dict[str, set[str]] = {}
    for named in sorted(names, key=lambda named: named.thing_id):
        by_spelling.setdefault(named.plain, set()).add(named.thing_id)
    close = near(plain(asked), by_spelling, cutoff=cutoff)
    return list(dict.fromkeys(i for spelling in close for i in sorted(by_spelling[spelling])))


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return ", ".join(ids[:SHOWN]) + more
