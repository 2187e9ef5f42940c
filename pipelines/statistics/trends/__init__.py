"""Growth of every series, with its interval. The series stand with their subject."""
