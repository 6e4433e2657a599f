"""What was handed in: receipts, and the documents in them."""

from django.db import models

from shibosi.kernel.decisions import Verdict


class Receipt(models.Model):
    """One handing in: answered once, and again in the same words when it is repeated with the same key."""

    public = models.CharField(max_length=32, unique=True)
    handed_in_by = models.CharField(max_length=64)
    party = models.CharField(max_length=64, default="", db_index=True)
    repeat_key = models.CharField(max_length=128, null=True)
    request_digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(db_index=True)
    verdict = models.SmallIntegerField(choices=[(item.value, item.name.lower()) for item in Verdict])
    answer = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handed_in_by", "repeat_key"], name="answered_once")]


class Documents(models.QuerySet["Document"]):
    """Documents asked for."""

    def dated(self) -> "Documents":
        """With when they came and from whom; not with the answer they got, which tells of all that came with them."""
        return self.select_related("receipt").defer("receipt__answer")


class Document(models.Model):
    """A document with its lines. The same content under the same number is the same document.

    One that is not `standing` was replaced or deleted; it is `gone` where no other in force has its unique id, and
    `taken_out` where people decided so: then nothing that is handed in later brings it back.
    """

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=400)
    guid = models.TextField(null=True, db_index=True)
    digest = models.CharField(max_length=64)
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="documents")
    reporter = models.CharField(max_length=64, db_index=True)
    standing = models.BooleanField(default=True)
    gone = models.BooleanField(default=False)
    taken_out = models.BooleanField(default=False)

    objects = Documents.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number", "digest"], name="document_once")]
        indexes = [models.Index(fields=["kind", "id"], name="documents_by_kind")]
