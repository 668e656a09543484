"""What can be done with a record of any kind."""
