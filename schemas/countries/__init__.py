"""Countries, their groups, roll-ups and pairs.

What the law asks for a destination stands in status.
"""
