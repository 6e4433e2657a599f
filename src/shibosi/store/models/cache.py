"""What all processes of the server remember for a while: a table in the form Django's database cache wants."""

from django.db import models


class Cached(models.Model):
    """Failed sign-ins counted, identity tokens used once. `shibosi.settings.web` points the cache here."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cached"
