"""AI chips shipped, owned, installed and leaked, in H100 equivalents.

Clusters stand in clusters.
"""
