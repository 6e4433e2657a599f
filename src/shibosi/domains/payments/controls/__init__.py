"""What is asked of money that is kept for others."""
