"""Charts of any slice: bars, funnels and lines with their values written at them; a click opens the rows behind one."""
