"""The outside world and orchestration: sources, fetching, Dagster, the command line."""
