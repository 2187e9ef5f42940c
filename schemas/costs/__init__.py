"""What a training run cost, by method, and each step on the way there.

Prices of chips stand in prices, tokens in tokens.
"""
