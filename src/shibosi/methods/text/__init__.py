"""Text as people write it: folded with places kept, its script, its words, many terms searched at once."""
