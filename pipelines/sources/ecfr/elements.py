"""The elements of the eCFR's XML, by what they do to the text, as its publisher's user guide names them.

GPO, "Electronic Code of Federal Regulations XML User Guide", version 1.0 of August 2015, chapter 3; with
the table elements of HTML that the eCFR has printed since. How they are read stands in blocks.py.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

INLINE = frozenset(
    ("A", "B", "BR", "E", "EM", "FR", "FTREF", "I", "INF", "STRONG", "SU", "SUB", "SUP", "U")
)
EDITORIAL = ("APPRO", "CROSSREF", "EDNOTE", "EFFDNOT", "PARAUTH", "REVTXT",
             "SECAUTH", "SUPERSED", "XREF")
"""What editors say of the text. An effective date note may set forth text that is not in force."""
APPARATUS = ("AUTH", "CITA", "SOURCE")
PICTURES = ("GID", "GPH", "IMG", "MATH")
"""What stands in place of text that nobody can read here; the Federal Register's own names too."""
TEXT = frozenset("""
    ABBR AC ALPHHD AMDDATE APP AUTHOR BCAP BODY BOXTXT CFRTOC CHAPNO CHAPTI DATE DIV DIV1 DIV2
    DIV3 DIV4 DIV5 DIV6 DIV7 DIV8 DIV9 DLPSTEXTCLASS DOCKETHD ECFRBRWS EFTNT ELIDED EXAMPLE EXTRACT
    FILEDESC FL-2 FP FP-1 FP-2 FP-DASH FP1-2 FP2 FP2-2 FP2-3 FRP FRP0 FTNT HALFDASH HD1 HD2 HD3 HD4
    HD5 HD6 HEAD HEADER HED HED1 IDNO KEYWORDS LDRFIG LDRWK LI NOTE OL P P-1 P-2 P-3 P-DASH P1 P2
    PARTHD PG PROFILEDESC PSPACE PT PTHD PUBLICATIONSTMT PUBLISHER PUBPLACE RESERVED SCOL2 SECHD
    SECTNO SERIESSTMT STARS SUBCHIND SUBJ1L SUBJ2L SUBJ3L SUBJECT SUBJECT1 SUBJECT2 SUBJL SUBTI
    CAPTION COL COLGROUP GPOTABLE TABLE TBODY TCAP TD TEXT TEXTCLASS TFOOT TH THEAD TITLE TITLESTMT
    TR UL
""".split())  # noqa: SIM905
KNOWN = TEXT | INLINE | {*EDITORIAL, *APPARATUS, *PICTURES}


def fault_of(element: Element) -> str | None:
    """Why the text of an element may not be all there is of it; what stands around it is not meant."""
    tag = element.tag.upper()
    if tag in PICTURES:
        return "a picture stands in place of text"
    if tag not in KNOWN:
        return f"the element {element.tag} is not known to the reader"
    inline = (child.tag.upper() for child in element.iter() if child is not element)
    is_run = tag == "TR" or all(child.tag.upper() in INLINE | {*PICTURES} for child in element)
    if is_run and any(name in PICTURES for name in inline):
        return "a picture stands in place of text"
    return None
