"""What councils and colleges decided."""
