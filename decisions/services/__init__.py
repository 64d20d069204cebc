"""What changes decisions, and what was advised and promised."""
