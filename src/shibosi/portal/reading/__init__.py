"""What the pages of the law show: rows as people read them, where things lead, plots."""
