"""From a file's bytes to its text: UTF-8, or UTF-16 that says so; anything else is named and refused.

Nothing is guessed: a byte that two encodings read differently would become a wrong name.
"""

from __future__ import annotations

import re

from warehouse.rows.records import Unreadable

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UTF_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
UTF_7 = (b"+/v8", b"+/v9", b"+/v+", b"+/v/")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
FEWEST_RUNS, MOST_RUNS = 3, 0.9
"""A publisher's own slip in one name is no file that was encoded twice."""
POINTER = b"version https://git-lfs.github.com/spec/"
PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "a ZIP archive or spreadsheet", b"%PDF": "a PDF",
          b"PAR1": "Parquet", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}


def decoded(data: bytes) -> str:
    """The text of a file; raises Unreadable that says which encoding it seems to have."""
    packed = next((said for start, said in PACKED.items() if data.startswith(start)), None)
    if packed:
        raise Unreadable(f"is {packed}, not text; unpack it and take it in again")
    if data.startswith(POINTER):
        raise Unreadable("is a pointer of Git LFS, not the file it points to; fetch that one")
    if not data.strip(b"\xef\xbb\xbf \r\n\t"):
        raise Unreadable("is empty; fetch it again")
    if data.startswith(UTF_7) or data.startswith(UTF_32):
        name = "UTF-7" if data.startswith(UTF_7) else "UTF-32"
        raise Unreadable(f"is {name} text; save it as UTF-8 and take it in again")
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_named(data, error.start)) from None
    if _is_encoded_twice(text):
        raise Unreadable("was encoded as UTF-8 twice: what should be one letter stands as two or three, "
                         "as in 'Ã©' for 'é'; fetch it again")
    if "\0" in text:
        raise Unreadable(f"holds a zero byte at character {text.index(chr(0))}: it is UTF-16 without "
                         "its mark, or no text; save it as UTF-8 and take it in again")
    return text


def _is_encoded_twice(text: str) -> bool:
    """Whether whatever is not ASCII is the bytes of a letter, each taken for a letter of its own."""
    strange = [] if text.isascii() else BEYOND_ASCII.findall(text)
    twice = sum(map(_are_bytes, strange))
    return twice >= FEWEST_RUNS and twice > MOST_RUNS * len(strange)


def _are_bytes(letters: str) -> bool:
    """Whether letters are the bytes of others."""
    for encoding in ("latin-1", "cp1252"):
        try:
            letters.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False


def _named(data: bytes, place: int) -> str:
    """What text seems to be that is not UTF-8."""
    line = data.count(b"\n", 0, place) + 1
    try:
        shown = data[max(0, place - 20):place + 20].decode("cp1252").split("\n")
    except UnicodeDecodeError:
        seems = "nor Windows-1252"
    else:
        seems = f"but reads as Windows-1252 (cp1252): {max(shown, key=len).strip()!r}"
    return (f"is not UTF-8 text at byte {place}, line {line}, nor whole UTF-16, {seems}; save it as "
            "UTF-8 and take it in again")
