"""Cases in the database: opened, moved by people, by the clock and by the machine, and what follows from each move."""
