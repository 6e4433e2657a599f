"""What `shibosi explain` says: of clauses, of controls, of findings."""
