"""What the house tests look with: the tracked files, the rules, the rooms, the words, the pages."""
