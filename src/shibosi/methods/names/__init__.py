"""Names of persons and organisations: who may be meant, how sure that is, and what speaks for and against it."""
