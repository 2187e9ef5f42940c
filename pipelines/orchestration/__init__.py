"""Dagster: assets, runs and what they tell the UI. No rule of chipledger is decided here."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)  # the version is pinned
