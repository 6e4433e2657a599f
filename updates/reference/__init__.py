"""The reference pages of `docs/reference/`, written from code: clauses, controls, records, parameters, errors."""
