"""The code that runs: its hashes as loaded, what it mentions, what it found out. Nothing is built here."""
