"""오늘: what is due, of whatever slice."""
