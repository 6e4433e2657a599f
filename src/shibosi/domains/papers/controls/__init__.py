"""Controls of papers, by what they prove."""
