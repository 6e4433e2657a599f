"""What the law says, as data with loaders."""
