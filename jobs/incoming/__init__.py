"""One flow for files that come in: kept, read once, shown, corrected, confirmed, taken over once, or removed."""
