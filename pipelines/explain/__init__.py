"""Answers on one transaction, from published tables. Nothing is derived here that no table holds."""
