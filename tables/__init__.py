"""Table files to rows, safely, and rows back to files; a library without models."""
