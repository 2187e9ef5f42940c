"""What a chip, a kilowatt-hour or a dollar was worth. Rents stand in rent, tokens in tokens."""
