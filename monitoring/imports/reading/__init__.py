"""Files with figures to figures and problems: CBS StatLine, CBS OData, deliveries by Veilig Thuis. No database."""
