"""Controls of training."""
