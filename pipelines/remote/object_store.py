"""A bucket that speaks the S3 protocol, or another that obstore knows.

Addresses and keys come from the environment as its SDK reads them: AWS_ENDPOINT, AWS_ACCESS_KEY_ID.
"""

from __future__ import annotations

from typing import Any

import obstore
from obstore import exceptions
from obstore.store import from_url


class ObjectStore:
    """The objects below an address such as s3://bucket/prefix, written by conditional requests."""

    def __init__(self, url: str) -> None:
        """Open what lies at an address; nothing is asked of it yet."""
        self._store = from_url(url)

    def get(self, name: str) -> tuple[bytes, str] | None:
        """An object and its entity tag; none if there is none."""
        try:
            found = obstore.get(self._store, name)
        except (FileNotFoundError, exceptions.NotFoundError):
            return None
        return bytes(found.bytes()), str(found.meta["e_tag"])

    def put_new(self, name: str, data: bytes) -> bool:
        """Write an object unless there is one of that name: If-None-Match."""
        return self._put(name, data, "create")

    def swap(self, name: str, data: bytes, tag: str | None) -> bool:
        """Write over the version with a tag: If-Match."""
        return self._put(name, data, "create" if tag is None else {"e_tag": tag})

    def names(self, prefix: str) -> set[str]:
        """The names of all objects in a folder."""
        return {str(about["path"]) for batch in obstore.list(self._store, prefix) for about in batch}

    def _put(self, name: str, data: bytes, mode: Any) -> bool:
        try:
            obstore.put(self._store, name, data, mode=mode)
        except (exceptions.AlreadyExistsError, exceptions.PreconditionError):
            return False
        return True
