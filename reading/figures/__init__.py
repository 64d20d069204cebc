"""Reading files with figures: observations with their place, period and topic."""
