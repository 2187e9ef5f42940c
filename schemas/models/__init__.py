"""AI models and the runs that trained them: registers and facts.

Scores stand in benchmarks, costs in costs.
"""
