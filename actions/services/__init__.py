"""Verbs that write plans: editing, moving and closing actions, progress and its release. One module per subject."""
