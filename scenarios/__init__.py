"""Stories through the command line, from files to run folder."""
