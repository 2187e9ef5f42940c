"""Meaning: one class per table. No storage, no recipe, no orchestration belongs here."""
