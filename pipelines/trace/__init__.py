"""From a cell of the published file down to what it rests on, read from the file alone.

Why an item may or may not go somewhere is a question of its own: pipelines/explain.
"""
