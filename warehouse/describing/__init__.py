"""What tables, columns, macros and examples mean, and where columns come from. No data is read here."""
