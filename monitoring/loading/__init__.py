"""The figures in fixtures/ to rows of the database."""
