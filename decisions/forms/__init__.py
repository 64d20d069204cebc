"""What is asked of who keeps decisions and promises."""
