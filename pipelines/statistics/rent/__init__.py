"""What an hour of an accelerator costs to rent, and who offers it.

Purchase prices stand in prices.
"""
