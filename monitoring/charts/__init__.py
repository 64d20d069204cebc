"""Geometry of charts. Pure."""
