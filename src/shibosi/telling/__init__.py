"""What there is to tell of clauses, controls, flows, records and findings, as plain values and words for every door."""
