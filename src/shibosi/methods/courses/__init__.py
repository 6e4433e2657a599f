"""Courses: what is taught to whom, and questions made from the rules themselves."""
