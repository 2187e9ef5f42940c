"""The eCFR: how its XML becomes entries and rows. What the law means stands in pipelines/law."""
