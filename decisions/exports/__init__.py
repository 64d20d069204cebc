"""Files with what was decided, asked and promised."""
