"""Documents for 한글 (.hwpx): declared as headings, paragraphs and tables, written, read back and compared."""
