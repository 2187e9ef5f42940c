"""The project as files and classes: models, SQL, checks, in one order. No data is read here."""
