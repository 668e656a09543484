"""Any list out, as a workbook or PDF."""
