"""The satisfaction survey of a cohort: taken in without names, and summed up."""
