"""Statements on shipped chips as draws: one chip's draws depend on no other chip's rows.

Every statement has standard normals of its own, made from its name, and one set that all share, so
that any two correlate as assumed. What is added up from them stands in stock_draws.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import polars as pl

from pipelines.recipe import COVERAGE
from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import DRAW_COUNT, TAILS, Vector, Z, correlated, log_normal

Key = tuple[str, str, str]
"""Designer, owner, chip."""

CORRELATIONS = (0.0, 0.5, 1.0)
BETWEEN = 0.5
"""The correlation of tables that show only one."""
ALL = "all"
NAMESPACE = "core.chip_shipment"
SAME_SHARE = 0.02
MOST_MISSING_SHARE = 0.05
"""A sum of which a basis leaves more than this uncounted is not shown in that basis."""


@dataclass(frozen=True)
class Statement:
    """A believed number of chips or H100 equivalents, with its interval where it has one."""

    key: Key
    kind: str
    quarter_end: date
    value: float
    low: float | None
    high: float | None
    basis: str
    is_incomplete: bool
    covered_since: date
    covered_through: date
    is_all_of_it: bool = False
    """The owner bought all that was sold: the statement is drawn as the one on the sale."""

    @property
    def name(self) -> str:
        """What its draws are for: a running total keeps the same ones from quarter to quarter."""
        designer, owner, chip = self.key
        when = "cumulative" if self.kind == "cumulative" else self.quarter_end.isoformat()
        return "|".join((designer, ALL if self.is_all_of_it else owner, chip, when))

    def is_like(self, sale: Statement) -> bool:
        """Whether two statements agree within what rounding and another run of a model change."""
        pairs = zip((self.low, self.value, self.high), (sale.low, sale.value, sale.high), strict=True)
        return all(
            one is not None and other is not None and abs(one - other) <= SAME_SHARE * other
            for one, other in pairs
        )

    @property
    def spread(self) -> float | None:
        """Mean spread of its logarithm, or None where it is a point or may be nothing."""
        if self.low is None or self.high is None or not 0 < self.low <= self.value <= self.high:
            return None
        found = log_normal(self.value, self.low, self.high, "ci90")
        return (found.sigma_low + found.sigma_high) / 2

    def at(self, normals: Vector) -> Vector:
        """Values at standard normals: log-normal, or normal cut at zero where the low end is zero."""
        if self.low is None or self.high is None:
            return np.full_like(normals, self.value)
        if 0 < self.low <= self.value <= self.high:
            found = log_normal(self.value, self.low, self.high, "ci90")
            if found.is_skewed:
                return found.at(normals)
            even: Vector = np.exp(found.sigma_low * normals)
            return even * self.value
        below, above = (abs(end - self.value) / Z["ci90"] for end in (self.low, self.high))
        cut: Vector = np.maximum(self.value + np.where(normals < 0, below, above) * normals, 0)
        return cut


@dataclass
class Normals:
    """Standard normals by name, made once and kept; and the draws of one correlation."""

    _made: dict[str, Vector] = field(default_factory=dict)
    _drawn: dict[Statement, Vector] = field(default_factory=dict)
    _drawn_at: float | None = None

    def named(self, name: str) -> Vector:
        """The normals of one name."""
        if name not in self._made:
            self._made[name] = generator(NAMESPACE, name).standard_normal(DRAW_COUNT)
        return self._made[name]

    def of(self, statement: Statement, correlation: float) -> Vector:
        """The normals of a statement when any two correlate so."""
        if correlation == 1:
            return self.named("shared")
        own = self.named(statement.name)
        return own if correlation == 0 else correlated(own, self.named("shared"), correlation)

    def draws(self, statement: Statement, correlation: float) -> Vector:
        """Values of a statement."""
        if correlation != self._drawn_at:
            self._drawn, self._drawn_at = {}, correlation
        if statement not in self._drawn:
            self._drawn[statement] = statement.at(self.of(statement, correlation))
        return self._drawn[statement]


@dataclass(frozen=True)
class Series:
    """All believed statements of one designer, owner and chip."""

    key: Key
    flows: dict[date, Statement]
    totals: dict[date, Statement]

    @property
    def statements(self) -> list[Statement]:
        """All of them."""
        return [*self.flows.values(), *self.totals.values()]

    @property
    def first(self) -> date:
        """The first quarter that it speaks of."""
        return min((*self.flows, *self.totals))


def known_shipments(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Shipments up to the last quarter through which their designer is known, which stands beside.

    A quarter of which only a part is known says nothing of the quarter.
    """
    known = frames[COVERAGE].filter(pl.col("subject") == "chip_shipment").select(
        "data_through_date", designer_id="part_id")
    found = frames["core.chip_shipment"].join(known, on="designer_id", how="inner",
                                              maintain_order="left")
    return found.filter(pl.col("period_end_date") <= pl.col("data_through_date"))


def believed(shipments: pl.DataFrame, basis: str, measured: str = "h100e_count") -> list[Statement]:
    """The chosen statements of one basis that state what is measured, over quarters only."""
    rows = shipments.filter(
        pl.col("is_chosen") & ~pl.col("is_in_aggregate") & (pl.col("h100e_basis") == basis)
        & pl.col(measured).is_not_null()
    ).sort("designer_id", "owner_id", "chip_id", "period_kind", "period_end_date")
    found = [Statement((designer, owner, chip), *told) for designer, owner, chip, *told in rows.select(
        "designer_id", "owner_id", "chip_id", "period_kind", "period_end_date", measured,
        f"{measured}_low", f"{measured}_high", "h100e_count_basis", "is_incomplete",
        "coverage_start_date", "data_through_date").iter_rows()]
    sales = {_sale_of(s): s for s in found if s.key[1] == ALL}
    return [replace(s, is_all_of_it=_sale_of(s) in sales and s.is_like(sales[_sale_of(s)]))
            for s in found]


def _sale_of(statement: Statement) -> tuple[str, str, str, date]:
    designer, _, chip = statement.key
    return designer, chip, statement.kind, statement.quarter_end


def series_of(statements: Sequence[Statement]) -> dict[Key, Series]:
    """The statements by designer, owner and chip."""
    found: dict[Key, Series] = {}
    for statement in statements:
        series = found.setdefault(statement.key, Series(statement.key, {}, {}))
        by_quarter = series.totals if statement.kind == "cumulative" else series.flows
        by_quarter[statement.quarter_end] = statement
    return found


def quarters_of(statements: Sequence[Statement]) -> list[date]:
    """Every quarter end from the first to the last that is spoken of."""
    ends = [statement.quarter_end for statement in statements]
    return list(_quarter_ends(min(ends), max(ends))) if ends else []


def _quarter_ends(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 30 if month in (6, 9) else 31)
        year, month = (year + 1, 3) if month == 12 else (year, month + 3)


@dataclass(frozen=True)
class Coverage:
    """What a basis leaves uncounted: owners whose chips are known only as H100 equivalents of another.

    Sizes are in the basis that counts all; they say how much is missing, and enter no result.
    """

    sizes: dict[tuple[str, str], float]
    counted: frozenset[tuple[str, str]]

    def missing_share(self, designers: Collection[str], owners: Collection[str]) -> float:
        """Share that is not counted of the chips of some designers at some owners."""
        meant = {pair: size for pair, size in self.sizes.items()
                 if pair[0] in designers and pair[1] in owners}
        missing = sum(size for pair, size in meant.items() if pair not in self.counted)
        return missing / sum(meant.values()) if missing else 0.0


def coverage_of(shipments: pl.DataFrame, basis: str) -> Coverage:
    """What of all that is stated in dense 8-bit H100 equivalents a basis counts."""
    sizes: dict[tuple[str, str], float] = {}
    for series in series_of(believed(shipments, "dense_int8")).values():
        size = max([sum(s.value for s in series.flows.values()),
                    *(s.value for s in series.totals.values())])
        pair = (series.key[0], series.key[1])
        sizes[pair] = sizes.get(pair, 0.0) + size
    counted = {(key[0], key[1]) for key in series_of(believed(shipments, basis))}
    return Coverage(sizes, frozenset(counted))


def owners_of(shipments: pl.DataFrame) -> dict[str, tuple[str, str | None]]:
    """Kind and country of every owner."""
    columns = ["owner_id", "owner_kind", "owner_country_code"]
    return {row[0]: (row[1], row[2]) for row in shipments.select(columns).unique().iter_rows()}


def ends(draws: Vector) -> Vector:
    """Low end, median and high end of draws along their last axis, as np.quantile interpolates.

    One sort of a row is faster than a partition at six places.
    """
    low, high = TAILS["ci90"]
    ordered = np.sort(draws, axis=-1)
    places = np.array([low, 0.5, high]) * (ordered.shape[-1] - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, ordered.shape[-1] - 1)
    found: Vector = np.moveaxis(
        ordered[..., below] + (ordered[..., above] - ordered[..., below]) * (places - below), -1, 0)
    return found
