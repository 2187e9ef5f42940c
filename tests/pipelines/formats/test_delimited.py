"""Files whose quotes, delimiters or encodings lost rows are refused whole, with the line; others are read."""

from __future__ import annotations

import pytest

from pipelines.formats.delimited import rows_of
from pipelines.formats.tabular import field, read_csv
from tests.support.folding import RawTestChip
from warehouse.rows.records import Unreadable

FIELDS = {"name": field("name"), "price_usd": field("price")}
ROWS = [f"chip{n},{n + 1}" for n in range(9)]


def file(rows: list[str]) -> bytes:
    return "\n".join(["name,price", *rows]).encode() + b"\n"


@pytest.mark.parametrize("closes_at", [None, 8])
def test_a_quote_that_swallows_rows_is_named_by_its_line(closes_at: int | None) -> None:
    rows = list(ROWS)
    rows[3] = '"' + rows[3]
    if closes_at:
        rows[closes_at] = 'chip8","9"'
    with pytest.raises(Unreadable, match="opens on line 5"):
        list(rows_of(file(rows)))


def test_a_remark_of_several_lines_is_one_cell() -> None:
    rows = [*ROWS, '"a remark\nof two, or three\n\nlines",4']
    assert list(rows_of(file(rows)))[-1] == ["a remark\nof two, or three\n\nlines", "4"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_utf_16_and_other_delimiters_are_read(delimiter: str) -> None:
    text = file(ROWS).decode()
    for data in (text.encode("utf-16"), text.replace(",", delimiter).encode()):
        assert read_csv(data, FIELDS, RawTestChip).frame.rows() == read_csv(
            text.encode(), FIELDS, RawTestChip).frame.rows()


@pytest.mark.parametrize("line", [b"sep=;\n", b"sep=;\r\n", b'"sep=;"\n'])
def test_a_line_that_names_the_delimiter_is_no_header(line: bytes) -> None:
    plain = file(["a chip,3", *ROWS])
    other = line + plain.replace(b",", b";")
    assert read_csv(other, FIELDS, RawTestChip).frame.equals(read_csv(plain, FIELDS, RawTestChip).frame)


def test_commas_between_semicolons_are_no_points_where_other_numbers_have_points() -> None:
    """Lists and thousands; `1.250` beside `0,5` is a number of another country, and refused."""
    assert list(rows_of(b"name;price\nchip;1,299\nother;2,30\nlast;4.5\n"))[1] == ["chip", "1,299"]
    for numbers in ("1,299;4.5", "4.5;1,299"):
        with pytest.raises(Unreadable, match="commas in its numbers"):
            list(rows_of(f"name;price\n{numbers}\nother;1.250\nlast;0,5\n".encode()))


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "  "])
def test_a_name_with_another_space_or_a_letter_in_two_parts_is_the_same_name(space: str) -> None:
    plain = file(["J\u00fclich A 1,1", *ROWS])
    other = plain.decode().replace(" ", space).replace("\u00fc", "u\u0308").encode()
    assert read_csv(other, FIELDS, RawTestChip).frame.equals(read_csv(plain, FIELDS, RawTestChip).frame)


def test_a_remark_of_several_lines_says_the_same_with_the_line_ends_of_another_system() -> None:
    plain = file([*ROWS, '"a remark\nof two lines",4'])
    assert read_csv(plain.replace(b"\n", b"\r\n"), FIELDS, RawTestChip).frame.equals(
        read_csv(plain, FIELDS, RawTestChip).frame)


def test_what_nobody_sees_is_no_part_of_a_name_or_number() -> None:
    odd = file(ROWS).decode().replace("chip3,4", "\u200bch\u00adip3\ufeff,\u202a4\u202c").replace(
        "name", "\ufeffname\u00a0")
    assert read_csv(b"\xef\xbb\xbf" + odd.encode(), FIELDS, RawTestChip).frame.equals(
        read_csv(file(ROWS), FIELDS, RawTestChip).frame)


@pytest.mark.parametrize(("data", "says"), [
    (b"name;price\nchip;3\nother;1,5\n", r"semicolons between its cells and commas in its numbers"),
    ("name,price\nUniversit\u00e9,3\n".encode("cp1252"),
     r"line 2.*Windows-1252 \(cp1252\): 'Universit\u00e9,3'"),
    (b"<html><body>Access denied</body></html>", "is a web page"),
    (b'{"error": "rate limited"}', r"is JSON, not a table: .*rate limited"),
    (b"\xef\xbb\xbf \r\n", "is empty; fetch it again"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7\nsize 9\n", "pointer of Git LFS"),
    (b"Export of May\n\n" + file(ROWS), "its header seems to be row 3; take off what stands above"),
    (b"name,VALUE\nchip,3\n", "no column 'price' for price_usd: its header is 'name', 'VALUE'"),
    (file(ROWS).decode().encode("utf-16-be"), "zero byte"),
])
def test_what_is_not_read_is_named(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_csv(data, FIELDS, RawTestChip)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_file_that_was_encoded_twice_is_refused_and_one_odd_name_is_not(encoding: str) -> None:
    whole = "name,price\n" + "".join(f"Vidéo d\u2019été {n} für ñu,{n}\n" for n in range(3))
    twice = whole.replace("\u2019", "ß").encode().decode(encoding, "replace").encode()
    with pytest.raises(Unreadable, match="encoded as UTF-8 twice"):
        list(rows_of(twice))
    once = whole + "VidÃ©o,9\n"
    assert list(rows_of(once.encode()))[-1] == ["VidÃ©o", "9"]


def test_a_cell_beyond_what_a_reader_takes_is_a_refusal() -> None:
    with pytest.raises(Unreadable, match="no table at line 2"):
        list(rows_of(file(["x" * 200_000 + ",1"])))
