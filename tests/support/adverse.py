"""The law's own recipes, run once more with every unknown of an item read against the exporter.

What is compared with it stands in the tests; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from tests.support.files import sql_text

HIGHEST = 1e5
"""Above every number that one chip is tested against, in its own unit; caps of a year lie far above."""
STEPS = (
    "step.threshold_result_by_item", "step.item_world_by_rule_version",
    "step.item_class_by_rule_version", "step.item_case_by_rule_version",
    "step.event_result_by_item", "step.item_situation_by_period",
    "step.situation", "step.legal_case_by_rule_version",
    "step.case_status_by_destination_group", "step.case_set_by_destination_group",
    "step.embargo_by_destination_group", "step.letter_effect_by_destination_group",
    "step.letter_set_by_destination_group", "step.situation_status_by_destination_group",
)
INTERVALS = ("total_processing_performance_tpp", "performance_density_tpp_per_mm2",
             "memory_bandwidth_density_per_mm2_gb_per_s")
NUMBERS = ("io_bandwidth_gb_per_s", "dram_bandwidth_gb_per_s")


PROVISION = "core.legal_provision"
EVENT = "core.rule_event"
PARAMETER = "metric.control_parameter_by_item_rule_version"
NAMES = "list_has_any(coalesce(ambiguity_ids, []), $readings)"
OF_2022 = "rule_version_id = 'us-3a090-2022'"
PROGRAMMABLE, ANY_LENGTH, ANY_MAKER = "io-programmable-2022", "bit-length-2022", "letter-reach"
READINGS = (
    "allocation-not-used-up", "designer-status", "enforced-fallback-text", "exceptions-of-unenforced-text",
    "hbm-exception-conditions", "headquarters-abroad-2023", "lpp-within-cap", "part-744-scope-2022",
    "part-746-and-nac", "supplement-8-reach", "us-availability", PROGRAMMABLE, ANY_LENGTH,
    ANY_MAKER,
)
"""Choices of core.ambiguity on which a status hangs and whose other reading can be calculated."""
NOT_CALCULATED = {
    "units-summed": "no source states a sum over all units; named with every chip that is measured",
    "system-follows-chip": "no paragraph sums over chips; named with every system",
    "foundry-presumption": "Note 1 binds who makes or packages a die; this is about finished chips",
    "die-area-without-non-planar": "an unknown area is read against the exporter in every sweep",
    "die-area-bound": "an unknown area is read against the exporter in every sweep",
    "formats-not-stated": "an unknown rate is read against the exporter in every sweep",
    "memory-package-area": "an unknown area is read against the exporter in every sweep",
    "sram-is-no-dram": "an unknown bandwidth is read against the exporter in every sweep",
    "hbm-jurisdiction": "what may be subject to the regulations is taken to be, in every sweep",
    "part-744-left-aside": "a check demands it wherever anything is free",
    "below-3a090": "more reasons for control would need a classification that no source states",
    "b-review-policy-2026": "the choice made is the one that binds",
    "destination-membership-day": "the choice made is the one that binds",
    "letter-numbers": "the choice made is the one that binds",
    "violation-presumed": "the choice made is the one that binds",
    "letter-unpublished-scope": "undetermined holds the reading that binds",
    "effective-day": "both days are answered, as text and in fact",
    "covered-regions-as-named": "the order bars persons and is not judged here; a check demands it there",
}
"""Why no sweep reads the other choices otherwise."""


def against_the_exporter(
    release: Path, item_ids: Sequence[str], readings: Sequence[str] = ()
) -> duckdb.DuckDBPyConnection:
    """A connection on which the steps say what holds for these items if all unknowns bind.

    `readings` are choices of core.ambiguity that are read against the exporter too.
    """
    con = duckdb.connect()
    con.execute(sql_text("macro.holds_on"))
    con.execute(f"attach '{release}' as release (read_only)")
    for schema in ("core", "step", "metric"):
        con.execute(f"create schema {schema}")
    held = con.execute("select schema_name, table_name from duckdb_tables() where database_name = "
                       "'release' and schema_name in ('core', 'metric')").fetchall()
    for schema, name in held:
        con.execute(f"create view {schema}.{name} as from release.{schema}.{name}")
    con.execute("create table wanted as select unnest($ids) as item_id", {"ids": list(item_ids)})
    _replace(con, "core.item", "", "item_id in (from wanted)")
    _replace(con, "core.item_jurisdiction",
             "coalesce(is_subject_to_ear, true) as is_subject_to_ear")
    _replace(con, "metric.control_parameter_by_item_rule_version", ", ".join(
        [*_highest(), "coalesce(is_datacenter, true) as is_datacenter"]), "item_id in (from wanted)")
    _read_otherwise(con, readings)
    for step in STEPS:
        con.execute(f"create table {step} as {sql_text(step)}")
    return con


def _read_otherwise(con: duckdb.DuckDBPyConnection, readings: Sequence[str]) -> None:
    """What a choice frees is taken away: exceptions, mild policies, non-enforcement, low numbers."""
    given = {"readings": list(readings)}
    for table in (PROVISION, EVENT):
        con.execute(f"drop view {table}")
    con.execute(f"create table {PROVISION} as select * replace (case when provision_kind = "
                f"'review_policy' and {NAMES} then 'licence_presumption_denial' else resulting_status "
                f"end as resulting_status) from release.{PROVISION} where not (provision_kind = "
                f"'exception' and {NAMES})", given)
    told = "null" if ANY_MAKER in readings else "addressee_designers"
    con.execute(f"create table {EVENT} as select * replace (case when threshold_rule_version_id is null "
                f"then addressee_designers else {told} end as addressee_designers) from release.{EVENT} "
                f"where not (changes_status and effect = 'not_enforced' and {NAMES})", given)
    if PROGRAMMABLE in readings:
        con.execute(f"update {PARAMETER} set io_bandwidth_gb_per_s = {HIGHEST} where {OF_2022} "
                    "and io_bandwidth_gb_per_s > 0")
    if ANY_LENGTH in readings:
        raised = ", ".join(f"total_processing_performance_tpp{end} = 4 * "
                           f"total_processing_performance_tpp{end}" for end in ("_low", "", "_high"))
        con.execute(f"update {PARAMETER} set {raised} where {OF_2022}")


def _highest() -> list[str]:
    """Each number at the highest it may be; what is undefined for the item stays undefined."""
    ends = [f"coalesce({name}_high, {HIGHEST}) as {name}{end}"
            for name in INTERVALS for end in ("_low", "", "_high")]
    return ends + [f"coalesce({name}, {HIGHEST}) as {name}" for name in NUMBERS]


def _replace(con: duckdb.DuckDBPyConnection, table: str, columns: str, where: str = "true") -> None:
    con.execute(f"drop view {table}")
    replaced = f"replace ({columns})" if columns else ""
    con.execute(f"create table {table} as select * {replaced} from release.{table} where {where}")
