"""The law as text and over time: captures, documents, versions, thresholds, events.

What the law asks for an item stands in status.
"""
