"""What all statistics share: draws, intervals, fits, assumptions. No table is made here."""
