"""What was read from files, beside what is there."""
