"""What is on disk: bytes under their hashes, snapshots, journals, turns. What they mean is not known here."""
