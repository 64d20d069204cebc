"""What is read from files about plans."""
