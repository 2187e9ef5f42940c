"""Pages of docs/ that are generated, each from one source. What they say is decided elsewhere."""
