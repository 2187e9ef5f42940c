"""Short files in the eCFR's own format, each with the irregularities a test is about."""

from __future__ import annotations

from pipelines.sources.ecfr.reading import Reading, read
from pipelines.sources.ecfr.rows import Row

HEADING = (
    "<FP-2><B>3A090 Integrated circuits as follows (see List of Items Controlled).</B>\n</FP-2>"
)
REQUIREMENTS = """
<FP-1><E T="04">License Requirements</E>
</FP-1>
<FP-1><I>Reason for Control:</I> RS, AT
</FP-1>
<DIV width="100%"><DIV class="gpotbl_div">
<TABLE border="1" class="gpo_table">
<THEAD><TR><TH class="center">Control(s)</TH><TH>Country Chart
<br/>(see Supp. No. 1
<br/>to part 738)</TH></TR></THEAD>
<TBODY>
<TR><TD class="left">RS applies to 3A090.a</TD><TD class="left">{place}</TD></TR>
<TR><TD class="left">AT applies to entire entry</TD><TD class="left">AT Column 1.</TD></TR>
</TBODY></TABLE></DIV></DIV>
<HD1>List Based License Exceptions (See Part 740 for a Description of All License Exceptions)
</HD1>
<FP-1><I>LVS:</I> N/A
</FP-1>
<FP-1><I>NAC/ACA:</I> Yes, for 3A090.a
</FP-1>
<HD1>List of Items Controlled
</HD1>
<FP-1><I>Related Controls:</I> (1) See ECCNs 3D001 and 3E001.
</FP-1>
<FP-1><I>Related Definitions:</I> N/A
</FP-1>
<FP><I>Items:</I>
</FP>"""
ITEMS = """<P>a. Integrated circuits having either of the following:</P>
<P>a.1. A 'total processing performance' of 4800 or more; <I>or</I></P>
<NOTE><HED><I>Note 2 to 3A090.a and 3A090.b:</I></HED><P><I>Not for datacenters.</I></P>
<P><I>a. First of the note.</I></P><P><I>(1) Below it.</I></P><P><I>(i) Deeper.</I></P>
<P><I>b. Second of the note.</I></P></NOTE>
<P>b. [Reserved]</P>"""
PLACE = "To or within any destination worldwide, see &#xA7; 742.6(a)(6)(iii)(A) of the EAR."
CONTROLLED = '<FP-1><E T="04">List of Items Controlled</E></FP-1><FP><I>Items:</I></FP>'


def control_list(body: str) -> bytes:
    """Supplement No. 1 to part 774 with a body."""
    metadata = "{&quot;path&quot;: &quot;/on/_SUBSTITUTE_DATE_/title-15&quot;}"
    return (
        '<?xml version="1.0"?>\n<DIV9 N="Supplement No. 1 to Part 774" TYPE="APPENDIX" '
        f'hierarchy_metadata="{metadata}">\n'
        f"<HEAD>Supplement No. 1 to Part 774&#x2014;The Commerce Control List</HEAD>\n{body}</DIV9>"
    ).encode()


def entry(items: str = ITEMS, place: str = PLACE) -> str:
    """3A090 with its licence table."""
    return HEADING + REQUIREMENTS.format(place=place) + items


def section(body: str, number: str = "742.6", part: str = "742") -> bytes:
    """A part with one section."""
    metadata = "{&amp;quot;path&amp;quot;:1}"
    return (
        f'<?xml version="1.0"?><DIV5 N="{part}" TYPE="PART" hierarchy_metadata="{metadata}">'
        f"<HEAD>PART {part}&#x2014;CONTROL POLICY</HEAD>"
        f'<DIV8 N="{number}" TYPE="SECTION"><HEAD>&#xA7; {number} Regional stability.</HEAD>'
        f"{body}</DIV8></DIV5>"
    ).encode()


def rows(data: bytes) -> dict[str, Row]:
    """The rows of a file by locator."""
    reading: Reading = read(data)
    found = {row.locator: row for row in reading.rows}
    assert len(found) == len(reading.rows)
    return found
