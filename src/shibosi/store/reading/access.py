"""Who is meant by what stands in notes and in the log: "account:7/ab12…" is a person acting for a firm."""

from collections.abc import Iterable

from shibosi.store.models import Account


def named(marks: Iterable[str]) -> dict[str, str]:
    """Marks of viewers with the e-mail of the account, where they have one."""
    found = {
        mark: mark.partition("/")[0].removeprefix("account:") for mark in set(marks) if mark.startswith("account:")
    }
    wanted = {int(number) for number in found.values() if number.isdecimal()}
    emails = dict(Account.objects.filter(pk__in=wanted).values_list("pk", "email"))
    return {mark: emails[int(number)] for mark, number in found.items() if number.isdecimal() and int(number) in emails}
