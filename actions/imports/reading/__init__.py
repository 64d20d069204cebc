"""Dutch plans: tables of cells in, rows of a plan and problems out. Knows Dutch, but no database and no files."""
