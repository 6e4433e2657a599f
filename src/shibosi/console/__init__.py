"""Pages for people who sign in: officers, auditors, administrators, members of firms; each sees what it may see."""
