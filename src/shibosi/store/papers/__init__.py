"""Papers beside their records: stored files, what issuers said of them, reminders before they end."""
