"""Steps from one form of the tables to the next; made by `makemigrations`, never by hand."""
