"""Storage and reading. No domain words and no orchestration belong here."""
