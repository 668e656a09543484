"""The review of a proposal: until when, by whom, how voted, what a pilot showed and how long it all took."""
