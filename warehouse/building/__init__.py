"""Tables made once under their fingerprints, rows set aside, checks run. Publishing is decided later."""
