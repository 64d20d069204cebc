"""Where and with whom: places with dates, organisations, and who has access to them."""
