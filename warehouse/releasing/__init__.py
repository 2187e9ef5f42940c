"""The gate, the one file that analysts open, and what is kept of earlier ones. No row is made here."""
