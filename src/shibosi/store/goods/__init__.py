"""Goods on the server: recalls held against listings, listings drafted, reviewed and published, looked at again."""
