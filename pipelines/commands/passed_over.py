"""Files that stand in archives beside releases and are none, each kind with the reason.

What a source takes in stands in its `archive_globs`; a file that neither names is simply not known.
"""

from __future__ import annotations

from fnmatch import fnmatch

NO_MARKS = ("a rendering without paragraph marks, so no place in the text can be told; the same "
            "text is read from the publisher's XML")
REASONS = (
    ("*.md", "notes about the files, no release"),
    ("*SHA256SUMS", "hashes of the files, no release"),
    ("*manifest.json", "tells how a file was fetched, holds none of it"),
    ("*ccl-date-metadata.json", "a list of days, holds no text"),
    ("*intervals.txt", "a table for readers, made from eccn_leaf_intervals"),
    ("*ccl-parsed-*.json*", "another reader's tree of a capture, whose numbers and notes it has "
                            "interpreted; take the capture in"),
    ("*ccl_items.jsonl", NO_MARKS),
    ("*/ccl.json", "another reader's tree of a capture: lists of notes are told as items, so "
                   "that 3A090.a names two paragraphs; take the capture in"),
    ("*sec_[0-9]*.txt", "cut off after some 6,000 signs; the list of passages beside it is whole"),
    ("*[0-9][A-E][0-9][0-9][0-9].txt", NO_MARKS),
)


def reason_for(path: str) -> str | None:
    """Why a file is no release; None where its kind is not known."""
    return next((reason for glob, reason in REASONS if fnmatch(path, glob)), None)
