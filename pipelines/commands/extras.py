"""What a command needs beyond the two that everybody runs. Which command needs what is said there."""

from __future__ import annotations

from importlib.util import find_spec

from warehouse.errors import ChipledgerError


def demand(module: str, who: str) -> None:
    """Raise ChipledgerError unless a module of the extra `beyond` is installed."""
    if find_spec(module) is None:
        raise ChipledgerError(f"{who} more than comes with chipledger: `pip install -e '.[beyond]'`")
