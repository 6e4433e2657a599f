"""Watching the law for those who want to know: whom a change concerns, and what they are told of it."""
