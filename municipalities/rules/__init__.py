"""What holds of places and organisations, computed: nothing here writes."""
