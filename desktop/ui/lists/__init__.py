"""A list page: table, conditions, card."""
