"""How rows are written for people and for programs. What is shown is for others to say."""
