"""What organizations spend and have said of their spending.

The cost of one training run stands in costs.
"""
