"""The pages that read from all apps and write nothing."""
