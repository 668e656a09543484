"""Teams of the junior board and who leads them."""
