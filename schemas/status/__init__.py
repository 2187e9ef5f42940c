"""What the law asks for an item, a destination, an end user and a day, and what rules did.

The text stands in rules.
"""
