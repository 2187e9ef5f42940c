"""Claims of public documents, and what the tables say of them."""
