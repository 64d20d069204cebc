"""The portal as it stood at the end of a day: a copy of what concerns some regions, made of the history, and read by
the same pages as today's (docs/besluiten/120)."""
