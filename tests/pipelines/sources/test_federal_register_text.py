"""Full texts of Federal Register documents: blocks in the order of the print, and nothing lost."""

from datetime import date

import pytest

from pipelines.formats.xml import read_xml
from pipelines.sources import federal_register_text
from warehouse.rows.records import Unreadable

RULE = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="fedregister.xsl"?>
<RULE>
  <PREAMB>
    <PRTPAGE P="5298"/>
    <AGENCY TYPE="S">DEPARTMENT OF COMMERCE</AGENCY>
    <SUBAGY>Bureau of Industry and Security</SUBAGY>
    <CFR>15 CFR Parts 740 and 774</CFR>
    <DEPDOC>[Docket No. 250108-0013]</DEPDOC>
    <RIN>RIN 0694-AJ98</RIN>
    <SUBJECT>Due Diligence for <E T="03">Integrated </E>Circuits</SUBJECT>
    <AGY><HD SOURCE="HED">AGENCY:</HD><P>Bureau of Industry and Security.</P></AGY>
    <EFFDATE><HD SOURCE="HED">DATES:</HD>
      <P>This rule is effective January 16, 2025.</P></EFFDATE>
  </PREAMB>
  <SUPLINF>
    <HD SOURCE="HD1">I. Background</HD>
    <P>Above 10<SU>26</SU> operations.<SU>1</SU><FTREF/> The text <PRTPAGE P="5299"/>goes on.</P>
    <FTNT><P><SU>1</SU> See CO<E T="52">2</E>.</P></FTNT>
    <GPOTABLE COLS="2"><BOXHD><CHED H="1">Year</CHED><CHED H="1">Count</CHED></BOXHD>
      <ROW><ENT I="01">2027</ENT><ENT>35 bn</ENT></ROW></GPOTABLE>
    stray words
    <REGTEXT TITLE="15" PART="740"><AMDPAR>1. Section 740.2 is amended:</AMDPAR>
      <SECTION><SECTNO>§ 740.2</SECTNO><SUBJECT>Restrictions.</SUBJECT><P>(a) You may not.</P>
        <STARS/></SECTION></REGTEXT>
  </SUPLINF>
  <SIG><NAME>A. Person,</NAME></SIG>
  <FRDOC>[FR Doc. 2025&#x2013;00711 Filed 1&#x2013;15&#x2013;25; 8:45 am]</FRDOC>
  <BILCOD>BILLING CODE 3510-33-P</BILCOD>
</RULE>
"""


def test_a_full_text_becomes_blocks_in_the_order_of_the_print() -> None:
    frame = federal_register_text.parse(RULE.encode()).frame.sort("block_number")
    assert frame["document_number"].unique().to_list() == ["2025-00711"]
    assert frame["filed_date"].unique().to_list() == [date(2025, 1, 15)]
    told = frame.select("section_name", "element_name", "cfr_section", "page_number", "text").rows()
    assert ("preamble", "SUBJECT", None, "5298", "Due Diligence for Integrated Circuits") in told
    assert ("dates", "P", None, "5298", "This rule is effective January 16, 2025.") in told
    assert ("supplementary_information", "P", None, "5298",
            "Above 10^26 operations.[1] The text goes on.") in told
    assert ("supplementary_information", "P", None, "5299", "^1 See CO2.") in told
    assert ("supplementary_information", "ROW", None, "5299", "2027 | 35 bn") in told
    assert ("supplementary_information", "SUPLINF", None, "5299", "stray words") in told
    assert ("regulatory_text", "P", "§ 740.2", "5299", "(a) You may not.") in told
    assert told[-1][0] == "end"


def test_no_letter_of_a_full_text_is_lost() -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    frame = federal_register_text.parse(RULE.encode()).frame.sort("block_number")
    printed = "".join(read_xml(RULE.encode()).itertext())
    assert letters("".join(frame["text"])) == letters(printed)


def test_gathered_texts_stand_in_one_file() -> None:
    second = RULE.replace("2025&#x2013;00711", "2025-02655")
    texts = iter([RULE, second, *([RULE] * 20)])
    body, _ = federal_register_text.gather(lambda url, media: next(texts).encode())
    parsed = federal_register_text.parse(body)
    assert set(parsed.frame["document_number"]) == {"2025-00711", "2025-02655"}
    assert {r.check_name for r in parsed.rejected} == {"unique_key"}


def test_a_text_cut_before_its_number_is_refused() -> None:
    start, end = RULE.index("<FRDOC>"), RULE.index("<BILCOD>")
    cut = RULE[:start] + RULE[end:]
    with pytest.raises(Unreadable, match="names no number"):
        federal_register_text.parse(cut.encode())


HOSTILE = {
    "expanding entities": '<!DOCTYPE RULE [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><RULE>&b;</RULE>',
    "an external entity": '<!DOCTYPE RULE [<!ENTITY x SYSTEM "file:///etc/passwd">]><RULE>&x;</RULE>',
    "an external document type": '<!DOCTYPE RULE SYSTEM "http://x.example/x.dtd"><RULE/>',
    "truncation": "<RULE><P>cut", "no XML": "{}", "nothing": "",
    "bottomless nesting": "<P>" * 5000 + "</P>" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_or_broken_xml_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        federal_register_text.parse(text.encode())
