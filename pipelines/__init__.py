"""The outside world and orchestration: sources, fetching, Dagster, the command line."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Said before numpy is imported: matrices here are small, so that threads cost time, and a sum must not
depend on how many cores a machine has."""
