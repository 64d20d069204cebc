"""What people fill in about decisions, advice, commitments and additions."""
