"""The job that sends changes of law by mail to those who want it so, beside their notices: one letter an hour."""

from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db.models import Q, QuerySet

from shibosi.kernel.words import translate
from shibosi.store import jobs
from shibosi.store.cases.notices import sentence
from shibosi.store.firms import reporter_mark
from shibosi.store.models import Account, Notice
from shibosi.store.watching.telling import SUBJECT

JOB = "law.mail"
MOST = 100
"""Changes in one letter; our choice."""
TITLE = "Changes of law: {count}"
HEAD = "These changes concern markets and topics you chose:"
MORE = "{count} more stand among your notices."
FOOT = 'You can end these letters on the page "Changes to be told of".'


@jobs.job(JOB, attempts=10, every=timedelta(hours=1))
def mail(running: jobs.Running) -> dict[str, int]:
    """Send what was told since the last letter. Run again, only letters that were not sent yet are sent."""
    now, count = running.clock(), 0
    for account in Account.objects.filter(law_mailed_at__isnull=False, is_active=True).order_by("pk"):
        found = list(_told(account, now))
        if found:
            _send(account, found)
            count += 1
        Account.objects.filter(pk=account.pk, law_mailed_at__isnull=False).update(law_mailed_at=now)
    return {"letters": count}


def _told(account: Account, now: datetime) -> QuerySet[Notice]:
    """Notices of changes of law to the account and to the firms it is of, after its last letter."""
    parties = account.memberships.filter(ended_at__isnull=True).values_list("party__public", flat=True)
    own = Q(to_account=account) | Q(to_who__in=[reporter_mark(party) for party in parties])
    since = Q(at__gt=account.law_mailed_at, at__lte=now)
    return Notice.objects.filter(own & since, subject__startswith=SUBJECT).order_by("pk")


def _send(account: Account, found: list[Notice]) -> None:
    spoken = "zh" if account.language.startswith("zh") else "en"
    lines = list(dict.fromkeys(sentence(one, spoken) for one in found))
    more = [translate(MORE, spoken).format(count=len(lines) - MOST)] if len(lines) > MOST else []
    body = [translate(HEAD, spoken), "", *(f"- {line}" for line in lines[:MOST]), *more, "", translate(FOOT, spoken)]
    send_mail(translate(TITLE, spoken).format(count=len(lines)), "\n".join(body), None, [account.email])
