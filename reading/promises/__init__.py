"""Reads a list of what a council asked and was promised: tables in, rows and problems out."""
