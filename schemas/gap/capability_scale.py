"""The scales on which capability is compared."""

from __future__ import annotations

SCALE = r"^[a-z0-9_]+$"
