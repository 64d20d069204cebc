"""Makes plans of which the truth is known, in many layouts and five kinds of file, and scores how they are read."""
