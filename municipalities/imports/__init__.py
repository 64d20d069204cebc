"""What is read from files about places."""
