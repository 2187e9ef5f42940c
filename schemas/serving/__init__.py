"""What serving a model costs, and what operators have disclosed.

Prices of tokens stand in tokens.
"""
