"""How a decision is put into words."""
