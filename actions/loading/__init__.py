"""The programmes in fixtures/ to rows of the database."""
