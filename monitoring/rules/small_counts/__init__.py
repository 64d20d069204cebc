"""The arithmetic of the disclosure rule: how counts hang together. Pure."""
