"""The API: a thin door over the store, one file per room, everything under /api/v1."""
