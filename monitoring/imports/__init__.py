"""What is read from files about figures."""
