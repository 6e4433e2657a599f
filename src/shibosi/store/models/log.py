"""The log in the database: leaves, the hashes of full subtrees, signed heads. The tree is that of `kernel.log`."""

from django.db import models


class LogEntry(models.Model):
    """An entry. The leaf commits to `content` under `salt`; both can be erased, the leaf stays."""

    position = models.BigIntegerField(primary_key=True)
    leaf = models.BinaryField(max_length=32)
    what = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()
    salt = models.BinaryField(max_length=32, null=True)
    content = models.TextField(null=True)


class LogNode(models.Model):
    """The hash of a full subtree of two and more leaves: `at` says how large it is and the how-many-eth of its size."""

    at = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    @staticmethod
    def key(level: int, place: int) -> int:
        """`at` for the subtree over the leaves [place * 2^level, (place + 1) * 2^level)."""
        return level << 56 | place


class LogHead(models.Model):
    """A signed head of the log."""

    size = models.BigIntegerField(unique=True)
    note = models.TextField()
    at = models.DateTimeField()
