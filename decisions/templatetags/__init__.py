"""Filters for templates about decisions."""
