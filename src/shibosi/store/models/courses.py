"""Attempts at courses: what was asked, what was answered, whether it was passed and until when that counts."""

from django.db import models

from shibosi.store.fields import SealedField


class CourseAttempt(models.Model):
    """One attempt of a person of a firm. `reporter` is the public name of the party it was made for, "" for the
    platform; `person` the number of the person in the firm's books. `asked` are the questions with the right answers
    as they were that day, `given` the places of the answers, both as JSON.
    """

    course = models.CharField(max_length=60)
    reporter = models.CharField(max_length=64)
    firm = models.CharField(max_length=30)
    person = models.CharField(max_length=60)
    name = SealedField(blank=True)
    asked = SealedField()
    given = SealedField(blank=True)
    count = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    by = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    counts_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["firm", "course"], name="attempts_of_firm")]
