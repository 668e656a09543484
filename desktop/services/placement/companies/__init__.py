"""Companies that take part: approval, reserves, agreements, and what they are shown of people who consented."""
