"""Privacy: personal data, and how long they and what tells of them are kept."""
