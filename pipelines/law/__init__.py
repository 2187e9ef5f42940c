"""The law as text: wordings, what was in force, outlines, thresholds. No source and no table here."""
