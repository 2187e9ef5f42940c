"""The checks that every id meets its register, made from the classes: one for each kind of id.

Which kind of id a column holds, and which table lists it, is for schemas to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from schemas import base, registers
from schemas.base import Table
from warehouse.project.models import SqlFile

LAYERS = ("core", "step", "metric")
WHERE = Path(registers.__file__)
CHECK = """-- severity: blocking
-- description: every {ending} of a table is listed in {register}, or is one of its words for a total
with named as (
    {named}
),

known as (
    {known}
)

select
    named.table_name,
    named.column_name,
    named.id,
    count(*) as row_count
from named
left join known on named.id = known.id
where named.id is not null and known.id is null
group by named.table_name, named.column_name, named.id
"""


def reference_checks(tables: Mapping[str, type[Table]]) -> dict[str, SqlFile]:
    """A check for each kind of id that some register of these tables lists."""
    made = (_check(ending, tables) for ending in sorted(registers.REGISTERS))
    return {check.name: check for check in made if check}


def _check(ending: str, tables: Mapping[str, type[Table]]) -> SqlFile | None:
    listed = [place.rpartition(".")[::2] for place in registers.REGISTERS[ending]]
    listed = [(table, column) for table, column in listed if table in tables]
    named = list(_named(ending, tables))
    if not listed or not named:
        return None
    known = [f"select {column} as id from {table}" for table, column in listed]
    known += [f"select '{word}' as id" for word in registers.BESIDES.get(ending, ())]
    text = CHECK.format(
        ending=ending, register=" or ".join(table for table, _ in listed),
        named="\n    union all\n    ".join(text for _, text in named),
        known="\n    union all\n    ".join(known),
    )
    reads = tuple(sorted({name for name, _ in named} | {name for name, _ in listed}))
    header = {"severity": "blocking",
              "description": f"every {ending} of a table is listed in its register"}
    return SqlFile(f"{ending}_meets_its_register", WHERE, text, reads, header)


def _named(ending: str, tables: Mapping[str, type[Table]]) -> Iterator[tuple[str, str]]:
    """The tables that hold such ids, each with the query of those it holds."""
    own = {place.rpartition(".")[0] for place in registers.REGISTERS[ending]}
    for name, table in sorted(tables.items()):
        about = base.info(table)
        for column in base.columns(table) if about.layer in LAYERS else ():
            is_own = name in own and column.name == ending
            is_free = column.name in about.free_ids
            if registers.ending_of(column.name) != ending or is_own or is_free:
                continue
            is_list = column.dtype == base.TEXT_LIST
            value = f"unnest({column.name})" if is_list else column.name
            yield name, (f"select '{name}' as table_name, '{column.name}' as column_name, "
                         f"{value} as id from {name}")
