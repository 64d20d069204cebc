"""What holds for plans: content and its changes, money, counts, privacy, what answers to a filter."""
