"""The store: the kernel on a database. Records become tables, what is reported is judged and logged as it comes in."""
