"""From completion to a job, as it is written."""
