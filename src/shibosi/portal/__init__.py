"""Pages without account: files checked and given back, the rules, proofs verified."""
