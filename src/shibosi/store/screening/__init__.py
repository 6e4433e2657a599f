"""Names against the watch-lists kept: those stored, whose possible matches become cases, and any asked by hand."""
