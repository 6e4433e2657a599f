"""Work that takes its time: jobs, and what is done again and again."""

from django.db import models


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """A piece of work. While it runs it is leased: a worker that dies gives it back when the lease ends."""

    name = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    only_one = models.CharField(max_length=120, null=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    said = models.TextField(blank=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["only_one"], condition=models.Q(state__in=["waiting", "running"]), name="job_only_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["waiting", "running"]), name="jobs_to_do"
            ),
            models.Index(fields=["-asked_at"], name="jobs_by_age"),
        ]  # fmt: skip


class Schedule(models.Model):
    """A job that is asked for again and again."""

    name = models.CharField(max_length=60, primary_key=True)
    every = models.DurationField()
    next_at = models.DateTimeField()
