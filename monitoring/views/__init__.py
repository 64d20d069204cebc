"""Pages of figures, split by subject."""
