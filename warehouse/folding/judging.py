"""Whether a snapshot may count at all: what a person, the parser and its own gaps say of it.

How it is compared with what is believed stands in plausible.py.
"""

from __future__ import annotations

from datetime import UTC, date

import polars as pl

from schemas import base
from schemas.base import faults
from schemas.base.faults import Failure
from warehouse.folding.bundled import BASIS, Bundle
from warehouse.folding.dating import dated
from warehouse.folding.outcomes import HELD, REFUSED, REJECTED, Outcome, outcome_of
from warehouse.folding.parsing import doubt, parse_once, unpack_once
from warehouse.folding.raw_source import RawSource
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.fingerprint import digest
from warehouse.storage.snapshots import Sighting, Snapshots
from warehouse.storage.store import Store
from warehouse.storage.verdicts import Verdict


class Judge:
    """Parses the snapshots of one source, each once, and hears what persons said of them."""

    def __init__(
        self, store: Store, snapshots: Snapshots, source: RawSource, bundle: Bundle | None,
        code: str,
    ) -> None:
        """Bind a source, and the hash of all code that reads it, to its bytes and built steps."""
        self.store, self.snapshots, self.source = store, snapshots, source
        self.bundle, self.code = bundle, code

    def parsed(self, sighting: Sighting) -> Built:
        """The typed records of a snapshot, or the reason to refuse it."""
        bundle = self.bundle if sighting.known_basis == BASIS else None
        made_from = bundle.content_hash if bundle else ""
        fingerprint = digest(["parse", self.code, sighting.sha256, made_from])
        known = records.load(self.store, fingerprint)
        if known:
            return known
        if bundle:
            return unpack_once(self.store, bundle, fingerprint, sighting)
        data = self.snapshots.read(sighting.sha256)
        return parse_once(self.store, self.source, fingerprint, data)

    def rejected(self) -> dict[str, str]:
        """Snapshots that a person keeps out, by sha256, with the reason."""
        said = self.snapshots.verdicts.standing("reject", self.source.source_id)
        return {verdict.subject: verdict.reason for verdict in said}

    def held(self) -> dict[str, str]:
        """Snapshots of whose rows a build had to set too many aside, by sha256, with the reason."""
        said = self.snapshots.verdicts.standing("hold", self.source.source_id)
        return {verdict.subject: verdict.reason for verdict in said}

    def kept_out(self, sighting: Sighting) -> tuple[Built, Outcome | None]:
        """A snapshot's records, or why they count for nothing: a person, the parser, too many gaps."""
        reason = self.rejected().get(sighting.sha256)
        if reason is not None:
            blank = Built("", "", {})
            return blank, outcome_of(sighting, blank, REJECTED, f"by a person: {reason}")
        parsed = self.parsed(sighting)
        if parsed.notes["refused"]:
            return parsed, outcome_of(sighting, parsed, REFUSED, parsed.notes["refused"])
        parsed = dated(self.store, self.source.table, parsed, day_of(sighting))
        against = (doubt(self.store, parsed, self.source.max_rejected_share) or parsed.notes["doubt"]
                   or self.held().get(sighting.sha256))
        if against and not self.is_accepted(sighting):
            return parsed, outcome_of(sighting, parsed, HELD, against)
        return parsed, None

    def is_accepted(self, sighting: Sighting) -> bool:
        """Whether a person vouches for a snapshot, by a verdict or by bundling it with the code."""
        is_bundled = self.bundle is not None and self.bundle.holds(sighting)
        return is_bundled or sighting.sha256 in self.snapshots.accepted(self.source.source_id)

    def accepted_cells(self) -> list[str]:
        """The very values in cells that a person accepts, however far they moved."""
        said = self.snapshots.verdicts.standing("accept_cell", self.source.source_id)
        return sorted(verdict.content for verdict in said)

    def set_aside(self) -> list[Verdict]:
        """Records of the source that a person set aside."""
        return self.snapshots.verdicts.standing("set_aside", self.source.source_id)

    def failures(self, frame: pl.DataFrame) -> list[Failure]:
        """What the class of the raw table finds in some of its rows, of which there may be none."""
        return [] if frame.is_empty() else faults.failures(self.source.table, frame)

    def as_table(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Records as the raw table holds them."""
        table = self.source.table
        named = frame.with_columns(pl.lit(self.source.source_id).alias("source_id"))
        return named.select(c.name for c in base.columns(table)).sort(base.info(table).key)


def day_of(sighting: Sighting) -> date:
    """The day by whose end the world could know a snapshot."""
    return sighting.known_at.astimezone(UTC).date()
