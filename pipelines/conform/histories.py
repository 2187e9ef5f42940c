"""Which tables speak of models, chips, clusters, sites, shipments, prices and rules, and of which one.

Names mean here what they mean to the recipes of core, as today's aliases say, so that a record
keeps its entity under every name it had. How versions become a history stands in warehouse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from pipelines.conform.chips.chip_fact import LISTINGS
from pipelines.conform.clusters.cluster_fact import REGISTER as OF_CLUSTERS
from pipelines.conform.clusters.cluster_records import EPOCH, cluster_ids
from pipelines.conform.models.model_statements import LISTS, STATEMENTS
from pipelines.conform.names import Names, slug
from schemas.meta import history as told
from warehouse.telling.tellers import History, Identify, Teller, declare

Frames = Mapping[str, pl.DataFrame]
SITES, MILESTONES = "raw.epoch_data_centers", "raw.epoch_data_center_timelines"
PLACES = ("link", "notes", "note", "source_link", "source_notes", "record_name")
"""Columns of databases that say where a fact was read, or add words to it."""


def _looked_up(versions: pl.DataFrame, column: str, meant: Callable[[str], str | None]) -> pl.Series:
    found = {name: meant(name) for name in versions[column].unique()}
    return versions[column].replace_strict(found, default=None, return_dtype=pl.String)


def _itself(column: str) -> Identify:
    return lambda versions, _: versions[column]


def _in_key(key: tuple[str, ...]) -> Identify:
    """Records that are entities of their own: their key, which their database has for them."""
    return lambda versions, _: versions.select(pl.concat_str(
        [pl.col(name).cast(pl.String) for name in key], separator="|")).to_series()


def _model(source_id: str) -> Identify:
    def identify(versions: pl.DataFrame, frames: Frames) -> pl.Series:
        names = Names.of(frames["seed.model_alias"], "model_id")
        return _looked_up(versions, "model_name", lambda name: names.id_of(source_id, name))

    return identify


def _chip(table: str) -> Identify:
    """The listed chip that an alias says; what no alias names is no chip of ours."""
    def identify(versions: pl.DataFrame, frames: Frames) -> pl.Series:
        names = Names.of(frames["seed.chip_alias"], "chip_id")
        source_id = table.removeprefix("raw.")
        return _looked_up(versions, LISTINGS[table][0], lambda name: names.meant(source_id, name))

    return identify


def _cluster(versions: pl.DataFrame, frames: Frames) -> pl.Series:
    aliases = Names.of(frames["seed.cluster_alias"], "cluster_id").used_by(EPOCH)
    keys = versions["record_key"].unique().sort().to_list()
    return _looked_up(versions, "record_key", cluster_ids(keys, aliases).get)


def _site(versions: pl.DataFrame, frames: Frames) -> pl.Series:
    """A site by its title, which outlasted the handles that its milestones were listed under."""
    titles = dict(frames[SITES].select("site_name", "title").unique().rows())
    return _looked_up(versions, "site_name", lambda name: slug(titles.get(name, name)))


def _names_in(table: str) -> dict[str, str]:
    """Columns of a list of models that an attribute of ours is, as they stand."""
    found = {said.place: said.attribute for said in STATEMENTS[table]
             if said.value.meta.eq(pl.col(said.place))}
    found |= {f"training_compute_flop{end}": f"compute_flop{end}" for end in ("_low", "_high")}
    return found | {"publication_date": "release_date"}


MODELS = (
    *(Teller(table, _model(table.removeprefix("raw.")), _names_in(table), silent=PLACES)
      for table in LISTS),
    Teller("seed.model_release", _itself("model_id"), silent=PLACES),
)
CHIPS = (
    *(Teller(table, _chip(table), attributes, is_selective=True)
      for table, (_, attributes) in LISTINGS.items()),
    Teller("seed.chip", _itself("chip_id"), silent=PLACES),
)
CLUSTERS = (
    Teller("raw.epoch_gpu_clusters", _cluster, {
        "power_capacity_mw": "power_mw",
        "performance_16_bit_op_per_s": "peak_dense_fp16_flop_per_s",
    }, silent=PLACES),
    Teller("seed.cluster", _itself(OF_CLUSTERS.id_column), silent=PLACES),
)
SHIPMENTS = (
    Teller("raw.epoch_chip_sales", _in_key((
        "series", "detail", "chip_manufacturer", "owner_name", "chip_key", "end_date")),
        silent=PLACES),
    Teller("seed.chip_shipment", _itself("chip_shipment_id"), silent=PLACES),
)
PRICES = (
    Teller("raw.epoch_hardware_price", _itself("price_key"), silent=PLACES),
    Teller("seed.chip_price", _itself("chip_price_id"), silent=PLACES),
)
RULES = (
    Teller("seed.rule_version", _itself("rule_version_id"), silent=PLACES),
    Teller("seed.rule_event", _itself("rule_event_id"), silent=PLACES),
    Teller("seed.rule_threshold", _itself("threshold_id"), silent=PLACES),
    Teller("raw.federal_register_document", _itself("document_number"), silent=PLACES),
)

declare(
    History(told.HistoryModel, MODELS, ("seed.model_alias",), __name__, "release_date"),
    History(told.HistoryChip, CHIPS, ("seed.chip_alias",), __name__),
    History(told.HistoryCluster, CLUSTERS, ("seed.cluster_alias",), __name__,
            "first_operational_date"),
    History(told.HistorySite, (Teller(SITES, _site), Teller(MILESTONES, _site)), (), __name__),
    History(told.HistoryShipment, SHIPMENTS, (), __name__),
    History(told.HistoryPrice, PRICES, (), __name__, "price_date"),
    History(told.HistoryRule, RULES, (), __name__),
)
