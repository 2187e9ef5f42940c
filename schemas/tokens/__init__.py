"""What calling a language model costs, and what a capability costs.

Rent of hardware stands in rent.
"""
