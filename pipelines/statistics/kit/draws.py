"""Random draws that depend on what they are for, and on nothing else. No statistics here."""

from __future__ import annotations

import hashlib

import numpy as np

SIGNIFICANT_DIGITS = 9


def generator(metric: str, entity_id: str) -> np.random.Generator:
    """A counter-based generator of its own for each entity: a new one leaves the others' draws alone."""
    seed = hashlib.sha256(f"{metric}|{entity_id}".encode()).digest()[:16]
    return np.random.Generator(np.random.Philox(key=int.from_bytes(seed, "big")))


def rounded(value: float) -> float:
    """A result to nine significant digits, so that its last bits do not depend on the machine."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
