"""What `shibosi explain` writes on the terminal: of clauses, controls, flows, findings."""
