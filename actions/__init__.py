"""What we agreed: programmes, their lines and actions, money, progress and decisions."""
