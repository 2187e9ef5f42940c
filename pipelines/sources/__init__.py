"""One module per published file or family of files: a `SOURCE` (or `SOURCES`) and its parser."""
