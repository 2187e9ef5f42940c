"""Tables that say what the file holds and where to begin; they derive from classes and headers."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column


class MetaColumn(
    Table, name="meta.column",
    question="Which columns are measured in FLOP?",
    example=(
        "select table_name, column_name, description from meta.column where unit = 'FLOP' order by "
        "all limit 5"
    ),
    key=("table_name", "column_name"), grain="table and column", group="meta"):
    """The dictionary: every column of every published table and, as `main.NAME`, of every view."""

    table_name: str = column("Name as schema.table")
    column_name: str = column("Column")
    position: int = column("Place in the table, from 1", gt=0)
    duckdb_type: str = column("Type in this file")
    unit: str = column("Unit, as the last part of the name states it", nullable=True)
    is_key: bool = column("Part of the primary key; a view states none")
    is_nullable: bool = column("May be NULL")
    description: str = column("Meaning")
    inputs: TextList = column("What it is computed from: columns where SQL makes it, else the tables "
                              "that a function reads; see meta.column_lineage")
    source_ids: TextList = column("Whose data its table is made from in the end: sources of "
                                  "meta.source, and `seed` for curated rows")


class MetaColumnLineage(
    Table, name="meta.column_lineage",
    question="What is the TPP of an item computed from?",
    example=(
        "select input_table_name, input_column_name from meta.column_lineage where table_name = "
        "'metric.control_parameter_by_item_rule_version' and column_name = "
        "'total_processing_performance_tpp_low' order by all"
    ),
    key=("table_name", "column_name", "input_table_name", "input_column_name"),
    grain="table, column, input table and input column",
    group="meta", may_be_empty=True,
):
    """Which input columns each column of a table or view is computed from, or can come from."""

    table_name: str = column("Name as schema.table")
    column_name: str = column("Column")
    input_table_name: str = column("Table read")
    input_column_name: str = column("Column read")
    basis: str = column("traced: the SQL computes it from this; possible: a function reads this table, "
                        "and the column has the same name there, or is a number or day of which its "
                        "code speaks", isin=["traced", "possible"])


class MetaMacro(
    Table, name="meta.macro",
    question="What can be called?",
    example=(
        "select macro_name, parameters, description from meta.macro where macro_kind = 'table' "
        "order by macro_name"
    ),
    key=("macro_name",), grain="macro", group="meta", may_be_empty=True):
    """Table macros and views for analysts, and the macros of one value that these stand on."""

    macro_name: str = column("Name to call")
    macro_kind: str = column("table: called in `from`; view: read like a table; value: used by other "
                             "macros to read their arguments", isin=["table", "view", "value"])
    parameters: TextList = column("Parameters, in order; none for a view")
    description: str = column("What it answers")
    example_query: str = column("A call to begin with")


class MetaExampleQuery(
    Table, name="meta.example_query",
    question="Which questions are worked out?",
    example="select subject, title from meta.example_query where is_worked order by all",
    key=("subject", "title"), grain="subject and title", group="meta",
    may_be_empty=True):
    """Queries to start from; each one runs on this file."""

    subject: str = column("What it is about: chips, status, gap, stock and so on")
    title: str = column("What it shows, in a few words; of a table or macro its name")
    question: str = column("What it answers")
    query: str = column("SQL to paste")
    about: str = column("Table, view or macro it shows; NULL for a worked question", nullable=True)
    is_worked: bool = column("A question that analysts ask, worked out")


class MetaStartHere(
    Table, name="meta.start_here",
    question="Where do I begin?",
    example="select look_at, answers from meta.start_here order by position",
    key=("position",), grain="position", group="meta"):
    """Where a newcomer begins: views in plain words, macros, and what to read on; also `from help()`."""

    position: int = column("Place in reading order, from 1", gt=0)
    look_at: str = column("View, macro or table")
    answers: str = column("What it answers")
    query: str = column("SQL to paste")


class MetaAllowedValue(
    Table, name="meta.allowed_value",
    question="What does each status mean?",
    example=(
        "select value, meaning from meta.allowed_value where table_name = 'core.status_word' and "
        "column_name = 'status'"
    ),
    key=("table_name", "column_name", "value"), grain="table, column and value", group="meta",
    may_be_empty=True,
):
    """Every value that a category column may have, and what it means."""

    table_name: str = column("Name as schema.table")
    column_name: str = column("Column")
    value: str = column("The value, letter for letter")
    meaning: str = column("What it says")
