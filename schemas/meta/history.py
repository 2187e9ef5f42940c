"""Tables of what each source said of each entity, and since when; assembled when a release is made.

What is believed of it today stands in core; how it is found, in warehouse/telling/history.py.
"""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import UtcTimestamp, column

KEY = ("entity_id", "attribute", "source_id", "record_key", "known_from_at")


class HistoryColumns(Table):
    """A value as one record of a source stated it without a break; no row where it stated none."""

    entity_id: str = column("What it is about, by the id of its register in core where one lists it")
    attribute: str = column("What is stated: the column of the source's table, with its unit, or "
                            "the name that our register has for it")
    value: str = column("The value as text; entries of a list are joined by `; `")
    source_id: str = columns.source_id("Source that stated it, or `seed` for curated rows")
    record_key: str = column("Record of the source; its name there comes first")
    known_from_at: UtcTimestamp = column("Since when it could be known")
    known_to_at: UtcTimestamp = column("Until when the source stated it; NULL if it still does",
                                       nullable=True)


class HistoryModel(
    HistoryColumns, name="history.model", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="What did databases say of Gemini Ultra's training compute, and when?",
    example="select value, source_id, record_key, known_from_at, known_to_at from history.model "
            "where entity_id = 'gemini-1-ultra' and attribute = 'compute_flop' order by known_from_at",
):
    """Everything that the lists of models and the curated register ever said of a model."""


class HistoryChip(
    HistoryColumns, name="history.chip", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="Which sources revised the power of a chip?",
    example="select entity_id, source_id, count(*) as values from history.chip where "
            "attribute = 'tdp_w' group by all having count(*) > 1 order by all",
):
    """Everything that databases and the curated register ever said of a listed chip."""


class HistoryCluster(
    HistoryColumns, name="history.cluster", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="How did the size of a cluster change from release to release?",
    example="select known_from_at, value from history.cluster where entity_id = 'amazon-project-rainier' "
            "and attribute = 'h100e_count' order by all",
):
    """Everything that the table of clusters and the curated register ever said of a cluster."""


class HistorySite(
    HistoryColumns, name="history.site", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="Which sites' power was revised?",
    example="select entity_id, known_from_at, value from history.site where "
            "attribute = 'current_power_mw' order by all limit 20",
):
    """Everything that the releases on data centers ever said of a site and its milestones."""


class HistoryShipment(
    HistoryColumns, name="history.shipment", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="Which estimates of shipments were revised most often?",
    example="select entity_id, attribute, count(*) as values from history.shipment group by all "
            "order by values desc, entity_id, attribute limit 10",
):
    """Everything that estimates of sold and owned chips ever said of a chip, owner and period."""


class HistoryPrice(
    HistoryColumns, name="history.price", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="Which prices of chips did the database withdraw?",
    example="select entity_id, value, known_to_at from history.price where "
            "attribute = 'purchase_price_usd' and known_to_at is not null order by all limit 10",
):
    """Every price of a chip that a register ever stated.

    Lists of token prices and of rents are observations of a day, which never change: core.token_price
    and core.rental_offer keep them all, with the days on which they held.
    """


class HistoryRule(
    HistoryColumns, name="history.rule", key=KEY,
    grain="entity, attribute, source, record and version", group="meta", may_be_empty=True,
    question="What was known of a rule, and since when?",
    example="select attribute, value, known_from_at from history.rule where "
            "entity_id = 'us-faq-2022-10-28-hong-kong' order by attribute, known_from_at limit 20",
):
    """Everything known of documents, events and thresholds of rules, since when it could be known."""
