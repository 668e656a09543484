"""The ranking of a selection as a workbook that reckons by itself."""
