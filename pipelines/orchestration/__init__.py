"""Dagster: assets, runs and what they tell the UI. No rule of chipledger is decided here."""
