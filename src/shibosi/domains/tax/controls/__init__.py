"""What is asked of registrations, returns, refunds and payments of tax."""
