"""Reading the tables of a plan: rows with their reading and their doubts."""
