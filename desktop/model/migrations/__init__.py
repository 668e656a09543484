"""The history of the tables. A test holds that HEAD and VERSIONS agree with the scripts."""

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = VERSIONS[-1]
