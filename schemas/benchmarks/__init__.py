"""What models score on benchmarks and capability indices.

What a capability costs stands in tokens.
"""
