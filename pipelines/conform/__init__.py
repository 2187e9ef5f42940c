"""Python that turns raw records into facts where SQL is the wrong tool. Metrics do not belong here."""
