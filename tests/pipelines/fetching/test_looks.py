"""Which bodies are taken for what was asked, and which are error pages or half files."""

import json

import pytest

from pipelines.fetching.body import complaint

CSV = b"year,value\n2024,1\n"
HTML = b"<!DOCTYPE html><html><body>Sorry, we moved; a,b\nnow</body></html>"

HTML_PAGES = {
    "plain": HTML,
    "BOM and space": b"\xef\xbb\xbf\r\n\t " + HTML,
    "UTF-16": HTML.decode().encode("utf-16"),
    "capitals": HTML.upper(),
    "no doctype": b"<html lang='en'>\n,</html>",
    "comments": b"<!-- a, b -->\n<!-- <root> --> <head>\n</head>",
    "XHTML": b'<?xml version="1.0"?>\n' + HTML,
}

GOOD = {
    "csv": ("csv", CSV),
    "csv with BOM and semicolons": ("csv", b"\xef\xbb\xbfa;b\r\n1;2"),
    "csv in UTF-16 with tabs": ("csv", "a\tb\n1\t2".encode("utf-16")),
    "csv that speaks of html": ("csv", b"\na,b\n<html>,2"),
    "json with BOM": ("json", b'\xef\xbb\xbf{"a": "<html>"}'),
    "json in UTF-16": ("json", json.dumps([1, 2]).encode("utf-16")),
    "xml with comments": (
        "xml",
        b'<?xml version="1.0"?>\n<!-- <x> -->\n<n:r a="1"><y/></n:r >\n<!-- end -->\n',
    ),
    "xml in UTF-16": ("xml", "<r>é</r>".encode("utf-16")),
    "xml of one element": ("xml", b"<r/>"),
    "text of one line": ("text", b"only one line"),
    "binary": ("binary", b"PK\x03\x04"),
    "binary that looks like html": ("binary", HTML),
}

BAD = {
    "csv of one column": ("csv", b"a\nb\n", "no comma"),
    "csv of spaces": ("csv", b"   \n", "no comma"),
    "csv without rows": ("csv", b"a,b", "no second line"),
    "csv with an empty row": ("csv", b"a,b\n \n", "no second line"),
    "json cut off": ("json", b'{"a": [1, 2', "not valid JSON"),
    "json too deep": ("json", b"[" * 200_000, "not valid JSON"),
    "json not in UTF-8": ("json", b'{"a": "\xff"}', "not valid JSON"),
    "xml cut inside a tag": ("xml", b"<r><a></a><b", "cut off"),
    "xml cut after a tag": ("xml", b"<r><a></a>", "cut off"),
    "xml with more behind it": ("xml", b"<r></r><more", "cut off"),
    "xml without tags": ("xml", b"a, b", "no XML element"),
}


@pytest.mark.parametrize("media", ["csv", "json", "xml", "text", "binary"])
def test_an_empty_or_too_small_body_is_refused(media: str) -> None:
    assert complaint(media, b"", min_bytes=0) == "the body is empty"
    assert "fewer than the 100" in (complaint(media, CSV, min_bytes=100) or "")


@pytest.mark.parametrize("media", ["csv", "json", "xml", "text"])
@pytest.mark.parametrize("body", HTML_PAGES.values(), ids=HTML_PAGES)
def test_an_html_page_is_refused_for_any_text(body: bytes, media: str) -> None:
    assert complaint(media, body) == f"an HTML page came instead of {media}"


@pytest.mark.parametrize(("media", "body"), GOOD.values(), ids=GOOD)
def test_a_good_body_is_accepted(media: str, body: bytes) -> None:
    assert complaint(media, body) is None


@pytest.mark.parametrize(("media", "body", "fault"), BAD.values(), ids=BAD)
def test_a_body_of_the_wrong_kind_is_refused(media: str, body: bytes, fault: str) -> None:
    assert fault in (complaint(media, body) or "")
