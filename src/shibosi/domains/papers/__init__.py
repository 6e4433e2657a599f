"""Papers: what proves that a firm may do what it does."""
