"""AI clusters and data centers: registers, facts, capacity, leaders.

Chips sold and owned stand in stock.
"""
