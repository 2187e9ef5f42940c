"""Faults that a person can act on. Programming errors are ordinary exceptions and stay out of here."""


QUERY_INTERRUPTED = "Query interrupted"
"""What DuckDB says of a query that Ctrl-C ended, in errors of several classes."""


class ChipledgerError(Exception):
    """A fault whose message says what is wrong, where, and what to do; shown without a traceback."""


class LockHeld(ChipledgerError):
    """Another process is refreshing this warehouse."""


class ReleaseRefused(ChipledgerError):
    """The gate found a reason not to publish; the previous release stays."""
