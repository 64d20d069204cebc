"""What the pages on decisions show."""
