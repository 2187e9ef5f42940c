"""Chips and what contains them: registers, facts, items.

Prices stand in prices, shipments in stock.
"""
