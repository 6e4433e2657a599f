"""What is asked of those who deal with customers: known, screened, reported on, and watched by models that work."""
