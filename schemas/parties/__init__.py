"""Parties on U.S. restricted-party lists. Organizations as such stand in organizations."""
