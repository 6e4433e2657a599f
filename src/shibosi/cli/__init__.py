"""The command line: thin; every command reads its arguments, calls one function and says what came of it."""
