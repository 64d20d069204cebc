"""What people type about plans, read and refused in Dutch. One module per subject."""
