"""What a row of `seed.conduct_control` and `core.conduct_control` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import STATUSES

CONDUCTS = ["supercomputer", "semiconductor", "military", "intelligence", "training", "iaas", "deemed",
            "remote"]


class ConductColumns(Table):
    """One control on an end use, or on a transaction that moves no item."""

    conduct: str = column("End use or kind of transaction", isin=CONDUCTS)
    control_id: str = column("Stable slug", str_matches=columns.SLUG)
    effect: str = column("adds: the stricter of both answers holds; replaces: the requirements on the "
                         "item do not speak of it; excepts: the embargo there does not reach it; "
                         "moves_nothing: nothing is exported, so neither item, embargo nor list asks",
                         isin=["adds", "replaces", "excepts", "moves_nothing"])
    locator: str = column("Paragraph that asks or excepts")
    scope_id: str = column("Destinations and end users it reaches", str_matches=columns.SLUG)
    resulting_status: str = column("Status that follows", isin=STATUSES)
    valid_from_date: pl.Date = column("First day; 2022-01-01 for what stood before")
    valid_to_date: pl.Date = column("First day no longer", nullable=True)
    ambiguity_ids: TextList = column("Interpretive choices in the row", nullable=True)
    note: str = column("Conditions and what a reader must know, in our words", nullable=True)
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()


class SeedConductControl(
    ConductColumns, name="seed.conduct_control", key=("control_id",),
    grain="control", group="status", may_be_empty=True):
    """Controls on end uses, deemed exports and access from afar, curated."""


class CoreConductControl(
    ConductColumns, name="core.conduct_control", key=("control_id",),
    grain="control", group="status",
    copies="seed.conduct_control", may_be_empty=True,
    question="Which end uses and transactions are controlled beyond item and destination?",
    example="select control_id, conduct, locator, resulting_status, note from core.conduct_control "
            "order by conduct, valid_from_date",
):
    """Controls on end uses, deemed exports and access from afar, with their days."""
