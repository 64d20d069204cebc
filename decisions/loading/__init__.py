"""The decisions in fixtures/ to rows of the database."""
