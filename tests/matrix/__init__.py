"""Every address x every method x every role x every state of what it shows: who comes in, and what they read there."""
