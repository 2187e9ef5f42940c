"""Captures of the Export Administration Regulations as the eCFR printed them; no interpretation."""

from __future__ import annotations

from schemas.columns import TextList, column
from schemas.raw import ObservationTable

KINDS = [
    "heading", "license_requirement", "license_exception", "related_control", "related_definition",
    "item", "note", "technical_note", "paragraph", "table_row", "editorial", "citation",
]


SECTIONS = [
    "heading", "license_requirements", "license_exceptions", "related", "items", "notes", "text",
    "citation", "editorial",
]


KEY = ("observed_date", "first_snapshot_id", "entry", "ordinal")
GRAIN = "day, snapshot, entry and element"


class RawEcfrPart(ObservationTable):
    """One element of the text of a part, in document order, on the day the file is of.

    The observed date is the eCFR's, not the legal effective date. A file may hold some entries of a
    part only, and an entry may lack sections; what is missing so says nothing of the law.
    """

    entry: str = column("ECCN (3A090), section (742.6), supplement (740-supp-8) or part-742")
    ordinal: int = column("Place of the element in the file", gt=0)
    entry_heading: str = column("Heading of the entry", nullable=True)
    kind: str = column("What the element is", isin=KINDS)
    section: str = column("Section of the entry it stands in", isin=SECTIONS)
    enumerator: str = column("Number or label as printed, such as `a.1.` or `Note 2 to 3A090:`",
                             nullable=True)
    locator: str = column("Place in the outline, unique in the file: 3A090.a.1, 742.6(a)(6)(i)(A), "
                          "3A090.note-2.a; `#2` where a number is printed twice")
    parent_locator: str = column("Locator of the element it stands under", nullable=True)
    text: str = column("Text behind the enumerator: white space folded, exponents as 10^26; NULL "
                       "where nothing but a number is printed", nullable=True)
    is_complete: bool = column("Whether the file holds the whole entry, as far as is known")
    missing_sections: TextList = column("Sections of the entry that the file lacks", nullable=True)
    incomplete_reason: str = column("How that is known", nullable=True)
    is_copy: bool = column("Whether the file is another's copy, which marks what it leaves out or "
                           "parts the text in its own way")
    is_whole_part: bool = column("Whether the file holds all of the part, so that an entry it does "
                                 "not hold was not in force")
    entry_count: int = column("Entries in the file: its coverage", gt=0)


class RawEcfrPart734(
    RawEcfrPart, name="raw.ecfr_part734", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 734, scope of the regulations; see the columns."""


class RawEcfrPart740(
    RawEcfrPart, name="raw.ecfr_part740", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 740, licence exceptions and country groups; see the columns."""


class RawEcfrPart742(
    RawEcfrPart, name="raw.ecfr_part742", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 742, control policy by reason for control; see the columns."""


class RawEcfrPart744(
    RawEcfrPart, name="raw.ecfr_part744", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 744, end-user and end-use controls; see the columns."""


class RawEcfrPart746(
    RawEcfrPart, name="raw.ecfr_part746", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 746, embargoes and special controls; see the columns."""


class RawEcfrPart748(
    RawEcfrPart, name="raw.ecfr_part748", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 748, applications for licences; see the columns."""


class RawEcfrPart772(
    RawEcfrPart, name="raw.ecfr_part772", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 772, definitions of terms; see the columns."""


class RawEcfrPart774(
    RawEcfrPart, name="raw.ecfr_part774", key=KEY,
    grain=GRAIN, group="rules"):
    """Captures of 15 CFR part 774, the Commerce Control List; see the columns."""


PARTS: dict[str, type[RawEcfrPart]] = {
    "734": RawEcfrPart734, "740": RawEcfrPart740, "742": RawEcfrPart742,
    "744": RawEcfrPart744, "746": RawEcfrPart746, "748": RawEcfrPart748,
    "772": RawEcfrPart772, "774": RawEcfrPart774,
}
