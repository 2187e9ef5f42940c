"""Python recipes for metrics where SQL is the wrong tool. Reading raw records does not belong here."""
