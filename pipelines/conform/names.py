"""The one resolver of names: which entity a publisher's name means, and the slug of one that none does.

A name means what a bundled alias says, letter for letter: the source's own use of it first, then
the common one. Nothing is matched by likeness. What sources say of an entity stands with its facts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

ANY = "any"
BY_REGISTER = ", by seed/organization.csv"
"""What a locator adds where a register says of a name what its publisher may not."""
GREEK = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


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


@dataclass(frozen=True)
class Names:
    """What names mean, by source and name."""

    meanings: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, aliases: pl.DataFrame, target: str) -> Names:
        """The names of a table of aliases; `target` is its column of ids or codes."""
        rows = aliases.select("source_id", "alias", target).iter_rows()
        return cls({(source, alias): meant for source, alias, meant in rows})

    def meant(self, source_id: str, name: str | None) -> str | None:
        """What a source means by a name, if an alias of that source or of all of them says so."""
        if name is None:
            return None
        return self.meanings.get((source_id, name)) or self.meanings.get((ANY, name))

    def id_of(self, source_id: str, name: str) -> str:
        """The id that a name means, else its slug."""
        return self.meant(source_id, name) or slug(name)

    def used_by(self, source_id: str) -> dict[str, str]:
        """All names that a source may use, by what they mean to it."""
        used: dict[str, str] = {}
        for wanted in (ANY, source_id):
            used |= {name: to for (source, name), to in self.meanings.items() if source == wanted}
        return used


@dataclass(frozen=True)
class Developers:
    """Who trained a model, as far as names match, and whether registers or the source say where."""

    organization_ids: tuple[str, ...]
    country_codes: tuple[str, ...]
    parent_country_codes: tuple[str, ...]
    is_registered: bool
    is_stated: bool


@dataclass(frozen=True)
class Registers:
    """Organizations and countries by name, and the two countries of each organization."""

    organizations: Names
    countries: Names
    seats: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame]) -> Registers:
        """The bundled registers among the frames of a recipe."""
        wanted = frames["seed.organization"].select(
            "organization_id", "country_code", "ultimate_parent_country_code")
        return cls(
            Names.of(frames["seed.organization_alias"], "organization_id"),
            Names.of(frames["seed.country_alias"], "country_code"),
            {organization: (own, parent) for organization, own, parent in wanted.iter_rows()},
        )

    def developers(
        self, source_id: str, names: Sequence[str], country_names: Sequence[str]
    ) -> Developers:
        """Developers by alias; the country of an unmatched one is the source's own.

        The source lists countries in the order of developers; where the two lists differ in
        length, a comma stands inside a name, and all its countries count.
        """
        found = [self.organizations.meant(source_id, name) for name in names]
        stated = [self.countries.meant(source_id, name) for name in country_names]
        in_order = len(found) == len(stated)
        own: list[str | None] = []
        for place, organization in enumerate(found):
            if organization is None:
                own += [stated[place]] if in_order else stated
        ids = tuple(dict.fromkeys(name for name in found if name is not None))
        seats = [self.seats[i] for i in ids if i in self.seats]
        return Developers(
            ids,
            _sorted([*(seat for seat, _ in seats), *own]),
            _sorted([*(parent for _, parent in seats), *own]),
            is_registered=bool(seats),
            is_stated=any(own),
        )


def _sorted(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value is not None}))
