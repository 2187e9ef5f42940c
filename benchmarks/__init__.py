"""Measurements of ratios, run by `make bench`; no test belongs here."""
