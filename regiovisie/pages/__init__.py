"""What the pages that read from all apps show."""
