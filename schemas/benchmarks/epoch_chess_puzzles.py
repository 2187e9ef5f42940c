"""What a row of `raw.epoch_chess_puzzles` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, RunColumns


class RawEpochChessPuzzles(
    RunColumns, name="raw.epoch_chess_puzzles", key=VERSION,
    grain="model version", group="benchmarks"
):
    """Chess puzzles: the best move in a position."""
