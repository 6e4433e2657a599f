"""Training: courses, sessions, people, and the clients of brokers and law firms."""
