"""Controls on what rules allow."""
