"""What we measure: indicators, figures with their source, and charts."""
