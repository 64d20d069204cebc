"""What holds for figures: disclosure, rights, rates, which figure counts."""
