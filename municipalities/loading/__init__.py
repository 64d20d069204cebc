"""Reference data in fixtures/ to rows of the database."""
