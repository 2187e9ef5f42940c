"""Readers of formats: tables, cells, XML, dates, prices. No publisher is named here."""
