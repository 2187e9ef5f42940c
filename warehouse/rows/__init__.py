"""From printed text to typed rows. Which record is believed, and when, is decided in folding."""
