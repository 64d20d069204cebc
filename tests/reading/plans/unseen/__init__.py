"""Plans of regions that do not exist, written by hand in layouts and words of their own, with what they say."""
