"""What a command does: refresh, ingest, status, report. Parsing of arguments stands in cli.py."""
