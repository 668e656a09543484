"""The tables that long lists stand on (`Line`), kept true to the tables they are worked out from."""
