"""House rules, and tests that span packages."""
