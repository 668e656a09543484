"""Files that prove or show something: kept once by what they are, given back byte for byte."""
