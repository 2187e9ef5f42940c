"""What the parser reads out of a paragraph, each form worked by hand from the law's own words."""

from __future__ import annotations

import pytest

from pipelines.law.thresholds import Parameter, parameters

TPP, DENSITY = "total processing performance", "performance density"
BITS = "bit length per operation multiplied by processing performance measured in TOPS"
COUNT = "aggregated approximated transistor count"

FORMS: dict[str, tuple[str, list[tuple[str, str, float, str]]]] = {
    "or more": ("A 'total processing performance' of 4800 or more; or", [(TPP, ">=", 4800, "tpp")]),
    "two terms": (
        "a 'total processing performance' of 1600 or more and a 'performance density' of 5.92 or "
        "more.", [(TPP, ">=", 1600, "tpp"), (DENSITY, ">=", 5.92, "tpp_per_mm2")],
    ),
    "ranges": (
        "A 'total processing performance' of 2400 or more and less than 4800 and a 'performance "
        "density' of 1.6 or more and less than 5.92, or",
        [(TPP, ">=", 2400, "tpp"), (TPP, "<", 4800, "tpp"), (DENSITY, ">=", 1.6, "tpp_per_mm2"),
         (DENSITY, "<", 5.92, "tpp_per_mm2")],
    ),
    "negated, then not": (
        "3A090 does not apply to items that are not designed or marketed for use in datacenters "
        "and do not have a 'total processing performance' of 4800 or more. For items that have a "
        "'total processing performance' of 4800 or more, see license exception NAC.",
        [(TPP, "<", 4800, "tpp"), (TPP, ">=", 4800, "tpp")],
    ),
    "printed unit of 2022": (
        "Integrated circuits that have or are programmable to have an aggregate bidirectional "
        "transfer rate over all inputs and outputs of 600 Gbyte/s or more to or from integrated "
        "circuits other than volatile memories, and any of the following:",
        [("aggregate bidirectional transfer rate", ">=", 600, "gb_per_s")],
    ),
    "bits times TOPS": (
        "One or more digital 'primitive computational units,' excluding those units contributing "
        "to the calculation of TOPS for 3A090.a.1, having a bit length per operation multiplied "
        "by processing performance measured in TOPS, aggregated over all computational units, of "
        "4800 or more;", [(BITS, ">=", 4800, "tpp")],
    ),
    "TOPS times 8": (
        "'primitive computational units' having a processing performance measured in TOPS "
        "multiplied by 8, aggregated over all computational units, of 4800 or more; or",
        [("processing performance measured in TOPS multiplied by 8", ">=", 4800, "tpp")],
    ),
    "a sum": (
        "units whose calculations according to 3A090.a.1, 3A090.a.2, and 3A090.a.3 sum to 4800 or "
        "more.",
        [("calculations according to 3A090.a.1, 3A090.a.2, and 3A090.a.3", ">=", 4800, "tpp")],
    ),
    "unit in words": (
        "High bandwidth memory (HBM) having a 'memory bandwidth density' greater than 2 gigabytes "
        "per second per square millimeter.",
        [("memory bandwidth density", ">", 2, "gb_per_s_per_mm2")],
    ),
    "unit in signs, term unquoted": (
        "if the 3A090.c item has a memory bandwidth density less than 3.3 GB/s/mm^2 and both",
        [("memory bandwidth density", "<", 3.3, "gb_per_s_per_mm2")],
    ),
    "a power, term behind": (
        "'Parameters' for an artificial intelligence model trained utilizing 10^26 or more "
        "'operations.'", [("operations", ">=", 1e26, "flop")],
    ),
    "a power that a copy flattened": (
        "a model trained utilizing 10 26 or more 'operations.'",
        [("operations", ">=", 1e26, "flop")],
    ),
    "a product and a share": (
        "derived using additional training 'operations' that constitute more than 2.5 \u00d7 10^25 "
        "'operations' or more than 25 percent of the training 'operations' defined in Note 2",
        [("operations", ">", 2.5e25, "flop"), ("operations", ">", 0.25, "share")],
    ),
    "a number in words": (
        "If more than ten percent of the 'operations' involve training on data that was not "
        "“published”", [("operations", ">", 0.1, "share")],
    ),
    "up to": (
        "authorizes the export of up to 26,900,000 cumulative total processing performance (TPP) "
        "of integrated circuits",
        [("cumulative total processing performance", "<=", 26.9e6, "tpp")],
    ),
    "may not exceed": ("the volume may not exceed 26,900,000 TPP; however, there is no restriction "
                       "on the number", [("TPP", "<=", 26.9e6, "tpp")]),
    "an amount without operator": ("any shipment with an aggregate TPP of 3,200,000.",
                                   [("aggregate TPP", "=", 3.2e6, "tpp")]),
    "definition in between": (
        "commodities with a TPP (as defined in Technical Note 2 to 3A090.a and 3A090.b) less than "
        "21,000, and a 'total DRAM bandwidth' (as defined in the notes to paragraph (dd)(1) in "
        "supplement no. 2 to part 748) less than 6,500 GB/s, when destined",
        [("TPP", "<", 21000, "tpp"), ("total DRAM bandwidth", "<", 6500, "gb_per_s")],
    ),
    "allocation": ("approval, up to a per-country allocation of 790,000,000 TPP for the period "
                   "from 2025 to 2027", [("per-country allocation", "<=", 7.9e8, "tpp")]),
    "a list of limits": (
        "the “aggregated approximated transistor count” of the final packaged IC is below (i) 35 "
        "billion transistors for any exports completed in 2027; or (ii) 40 billion transistors "
        "for any exports completed in 2029",
        [(COUNT, "<", 35e9, "count"), (COUNT, "<", 40e9, "count")],
    ),
    "a term nobody listed": ("having a 'novel measure' of 7 or more.",
                             [("novel measure", ">=", 7, "")]),
    "a unit without term": ("with links of 900 GB/s or more.", [("", ">=", 900, "gb_per_s")]),
}

NONE = {
    "an example": "For example, the 'TPP' threshold of 4800 can be met with 600 tera integer "
                  "operations (or 2 \u00d7 300 'MacTOPS') at 8 bits or 300 tera FLOPS at 16 bits.",
    "days": "an authorized IC designer 180 days after; at least 25 days; less than 60 days",
    "a share of work": "a discrepancy of greater than 1 percent between the number of units",
    "reference without limit": "meets or exceeds the control parameters or ECCNs 3A090 or 4A090",
    "a node": "any logic integrated circuit produced using the “16/14 nanometer node” or below",
    "a power in a definition": "TOPS is Tera Operations Per Second or 10^12 Operations per Second.",
    "nothing": "",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_each_form_is_read(text: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert [(p.term, p.operator, p.value, p.unit) for p in parameters(text)] == expected


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_numbers_are_no_parameters(text: str) -> None:
    assert parameters(text) == []


def test_a_limit_of_another_paragraph_is_a_reference() -> None:
    text = "Computers containing integrated circuits, any of which {} in 3A090.a."
    found = parameters(text.format("meets or exceeds the limits"))
    assert found == [Parameter("limits in 3A090.a", ">=", None, "reference", "3A090.a")]
    assert parameters(text.format("exceeds the limit"))[0].operator == ">"


def test_a_parameter_reads_as_a_person_would_write_it() -> None:
    text = "A 'performance density' of 5.92 or more"
    assert str(parameters(text)[0]) == "performance density >= 5.92 tpp_per_mm2"
