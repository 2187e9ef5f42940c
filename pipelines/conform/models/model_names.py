"""Which model, organization or country a publisher's name means.

A name means what a bundled alias says; a model's name that has none is its own slug. Nothing is
matched by likeness. What the sources say of a model stands in model_release_fact.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

ANY = "any"
GREEK = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
Aliases = Mapping[tuple[str, str], str]


def slug(name: str) -> str:
    """A name in lower-case ASCII words joined by hyphens; a name without any spells its code points."""
    letters = unicodedata.normalize("NFKD", "".join(map(_spelled, name)).lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = BETWEEN_WORDS.sub("-", plain).strip("-")
    return words or "u" + "-".join(f"{ord(letter):x}" for letter in name)


def _spelled(letter: str) -> str:
    """A Greek letter by its name, which tells models apart; `+` as a word of its own."""
    greek = GREEK.fullmatch(unicodedata.name(letter, ""))
    return greek[1].lower() if greek else " plus " if letter == "+" else letter


def aliases(frame: pl.DataFrame, target: str) -> dict[tuple[str, str], str]:
    """A table of aliases as a mapping from source and name."""
    return {(row["source_id"], row["alias"]): row[target] for row in frame.iter_rows(named=True)}


def named(known: Aliases, source_id: str, name: str) -> str | None:
    """What a source means by a name, if an alias of that source or of all of them says so."""
    return known.get((source_id, name)) or known.get((ANY, name))


def model_id_of(known: Aliases, source_id: str, name: str) -> str:
    """The id of the model that a source calls by a name."""
    return named(known, source_id, name) or slug(name)


@dataclass(frozen=True)
class Developers:
    """Who trained a model, as far as names could be matched."""

    organization_ids: tuple[str, ...]
    country_codes: tuple[str, ...]
    parent_country_codes: tuple[str, ...]


@dataclass(frozen=True)
class Registers:
    """Organizations and countries by name, and the two countries of each organization."""

    organizations: Aliases
    countries: Aliases
    seats: Mapping[str, tuple[str, str]]

    def developers(
        self, source_id: str, names: Sequence[str], country_names: Sequence[str]
    ) -> Developers:
        """Developers by alias; the country of an unmatched one is the source's own.

        The source lists countries in the order of developers; where the two lists differ in
        length, a comma stands inside a name, and all its countries count.
        """
        found = [named(self.organizations, source_id, name) for name in names]
        stated = [named(self.countries, source_id, name) for name in country_names]
        in_order = len(found) == len(stated)
        own: list[str | None] = []
        for place, organization in enumerate(found):
            if organization is None:
                own += [stated[place]] if in_order else stated
        ids = _once(found)
        seats = [self.seats[i] for i in ids if i in self.seats]
        return Developers(
            ids,
            _sorted([*(seat for seat, _ in seats), *own]),
            _sorted([*(parent for _, parent in seats), *own]),
        )


def seats_of(organizations: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Country of headquarters and of the ultimate parent, by organization."""
    wanted = organizations.select(
        "organization_id", "country_code", "ultimate_parent_country_code")
    return {organization: (own, parent) for organization, own, parent in wanted.iter_rows()}


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _sorted(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value is not None}))
