"""What is asked of an object store: whole objects, and writes that fail where another was quicker.

What objects mean does not belong here.
"""

from __future__ import annotations

from typing import Protocol


class Bucket(Protocol):
    """A flat space of named objects."""

    def get(self, name: str) -> tuple[bytes, str] | None:
        """An object and the tag of this very version of it; none if there is none."""

    def put_new(self, name: str, data: bytes) -> bool:
        """Write an object unless there is one of that name; whether it was written."""

    def swap(self, name: str, data: bytes, tag: str | None) -> bool:
        """Write over the version with a tag, or none if None; whether that was still the one."""

    def names(self, prefix: str) -> set[str]:
        """The names of all objects in a folder."""
