"""What is measured against one another; each contender is a process of its own, called with files to read and write."""
