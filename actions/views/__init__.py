"""Pages of plans and actions, split by subject."""
