"""A back-up of the whole portal in one archive: the database, by its own means, and the files that its rows name."""
