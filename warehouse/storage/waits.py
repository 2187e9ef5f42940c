"""How long who waits for a lock, in seconds. What a lock protects is not said here."""

SWAP_S = 60.0
"""For the published link, which others hold for moments."""
PERSON_S = 600.0
"""A person at a terminal, who sees what is waited for, for one belief to be built."""
JOB_S = 3600.0
"""A job that nobody watches, for a whole refresh from nothing."""
