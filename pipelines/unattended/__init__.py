"""What happens without a person: files that arrive, incidents, who is told of them, how it stands."""
