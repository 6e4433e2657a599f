"""Courses on the server: attempts with their questions, what a pass proves, and what a firm should learn next."""
