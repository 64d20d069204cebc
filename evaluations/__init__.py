"""What we concluded: evaluations and the report made from them."""
