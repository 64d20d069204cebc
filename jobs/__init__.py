"""Work in the background: a row per job, one task, a progress page and a sweeper."""
