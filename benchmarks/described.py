"""The API as it is described: every operation asked again and again, by everybody who may come.

    .venv/bin/python -m benchmarks.described [--examples 300] [--only PART] [--seed 1]

Schemathesis makes requests that the description allows and others that it does not. Those who ask take turns: nobody,
people of every role and of a firm, each by a token and by the session of a browser, and a machine of the firm. Half of
the numbers and names in addresses are of things that the example has. What was done stays done, as on a server.
Told is who was answered what. Exit status 1 where the server made a mistake or gave an answer that is not described.
"""

import argparse
import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any
from urllib.parse import quote

NAMES = ("id", "number", "public", "code", "name")
"""Under which keys an answer calls a thing, beside the name that the address has for it."""
FIRST = 20
"""Numbers of things that are tried unseen."""


@dataclass(frozen=True)
class Caller:
    """Somebody who asks."""

    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass
class Told:
    """What those who ask were answered: by who and status; what was not as it should be."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    operations: dict[str, Counter[int]] = field(default_factory=dict)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)


def main() -> int:
    """Make the example, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=300, help="of each operation")
    parser.add_argument("--only", default="", help="operations with this in their method or address")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shibosi-described-") as folder:
        os.environ |= {"SHIBOSI_HOME": folder, "SHIBOSI_EXAMPLE": "1"}
        from shibosi.settings import start_django

        start_django()
        from shibosi.cli import serve
        from shibosi.store import limiting

        serve.prepare(serve.EMAIL, True, True)
        limiting.count = lambda *limit: None  # else most answers would be that it is too much
        logging.disable(logging.ERROR)
        began = time.perf_counter(), time.process_time()
        found = asked(given.examples, given.only, given.seed)
        told(found, time.perf_counter() - began[0], time.process_time() - began[1])
    return int(bool(found.wrong))


def asked(examples: int, only: str, seed: int) -> Told:
    """Ask every operation so often."""
    import schemathesis
    from django.core.wsgi import get_wsgi_application

    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), headers={"Host": "localhost"})
    found, who = Told(), callers()
    for one in list(api.get_all_operations()):
        operation = one.ok()
        if only in operation.label:
            ask(operation, who, found, examples, seed)
            statuses = sorted(found.operations[operation.label].items())
            print(f"{operation.label:<60} " + " ".join(f"{status}:{count}" for status, count in statuses), flush=True)
    return found


def ask(operation: Any, who: dict[str, Caller], found: Told, examples: int, seed: int) -> None:
    """Ask one operation so often, by everybody in turn, of things that are there and of others."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st
    from schemathesis.core.failures import Failure, FailureGroup

    from shibosi.api.tests.test_described import CHECKS

    names = there(operation, who["administrator, token"].headers)
    turns = cycle((name, known) for known in (True, False) for name in who)
    statuses = found.operations[operation.label] = Counter()

    @seeded(seed)
    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(made=strategy(operation), data=st.data())
    def once(made: Any, data: Any) -> None:
        name, known = next(turns)
        there_is = {one: data.draw(st.sampled_from(names)) for one in made.path_parameters or {}}
        if known:
            made.headers = {}  # else most would be asked for a firm that is not there
            made.path_parameters = there_is
        answer = made.call(headers=who[name].headers, cookies=who[name].cookies)
        statuses[answer.status_code] += 1
        found.statuses[name, answer.status_code] += 1
        try:
            made.validate_response(answer, checks=CHECKS)
        except (Failure, FailureGroup) as mistake:
            for one in getattr(mistake, "exceptions", [mistake]):
                if found.wrong[operation.label, type(one).__name__] == 0:
                    print(f"WRONG, asked by {name}: {made.as_curl_command()}\n{one}\n{answer.text[:2000]}", flush=True)
                found.wrong[operation.label, type(one).__name__] += 1

    once()


def strategy(operation: Any) -> Any:
    """Requests of an operation: as described, and, where that is possible, otherwise."""
    from hypothesis import Phase, find, settings
    from hypothesis import strategies as st
    from hypothesis.errors import HypothesisException
    from schemathesis.generation.modes import GenerationMode

    right, wrong = (operation.as_strategy(generation_mode=mode) for mode in
                    (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))  # fmt: skip
    try:
        find(wrong, lambda _: True, settings=settings(max_examples=5, database=None, phases=[Phase.generate]))
    except HypothesisException:
        return right
    return st.one_of(right, right, wrong)


def callers() -> dict[str, Caller]:
    """Everybody who may come, by what they are."""
    from django.conf import settings
    from django.test import Client

    from shibosi.cli.serving import FIRM, STAFF
    from shibosi.store.models import Account, Party
    from shibosi.store.tokens import FOR_TOKENS, issue

    def token(owner: Any) -> dict[str, str]:
        now = datetime.now(UTC)
        made = issue(owner, "benchmark", sorted(FOR_TOKENS), now + timedelta(days=2), now, "benchmark")
        return {"Authorization": f"Bearer {made.text}"}

    def session(account: Any) -> dict[str, str]:
        browser = Client()
        browser.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
        return {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value}

    found = {"nobody": Caller()}
    party = Party.objects.filter(members__account__email=FIRM)[0]
    people = {role: email for email, (role, _) in STAFF.items()} | {"member of a firm": FIRM}
    for name, email in people.items():
        account = Account.objects.get(email=email)
        acting = {"Shibosi-Party": party.public} if email == FIRM else {}
        found[f"{name}, token"] = Caller(token(account) | acting)
        found[f"{name}, session"] = Caller(acting, session(account))
    return found | {"machine of a firm": Caller(token(party))}


def there(operation: Any, headers: dict[str, str]) -> list[Any]:
    """What the list above an operation calls its things, and the first numbers; none where it names nothing."""
    from django.test import Client

    names = [one.name for one in operation.path_parameters]
    if not names:
        return []
    answer = Client(headers=headers | {"Host": "localhost"}).get(operation.path.partition("/{")[0])
    listed = answer.json() if answer.status_code == 200 and "json" in answer["Content-Type"] else {}
    things = listed.get("items", []) if isinstance(listed, dict) else listed
    return [quote(str(one), safe="") for one in (*called(things, (*names, *NAMES)), *range(1, FIRST))]


def called(things: list[Any], keys: tuple[str, ...]) -> Iterator[Any]:
    """What things are called under some keys."""
    for one in things:
        if isinstance(one, dict):
            yield from (one[key] for key in keys if isinstance(one.get(key), str | int))


def told(found: Told, seconds: float, worked: float) -> None:
    """The table."""
    groups = {"done": (200, 399), "not allowed": (401, 403), "not there": (404, 404), "refused": (400, 499),
              "mistakes": (500, 599)}  # fmt: skip
    print("| asked by | asked | " + " | ".join(groups) + " |\n|" + "---|" * (2 + len(groups)))
    for name in (*dict.fromkeys(who for who, _ in found.statuses), ""):
        mine: Counter[int] = Counter()
        for (who, status), count in found.statuses.items():
            mine[status] += count if name in ("", who) else 0
        counts = []
        for first, last in groups.values():
            counts.append(sum(mine.pop(status) for status in list(mine) if first <= status <= last))
        print(f"| {name or 'all'} | {sum(counts):,} | " + " | ".join(f"{count:,}" for count in counts) + " |")
    never = [label for label, statuses in found.operations.items() if not any(one < 400 for one in statuses)]
    print(f"{len(found.operations)} operations in {seconds:.0f} s, {worked:.0f} of the processor; "
          f"never done: {', '.join(never) or 'none'}; wrong: {len(found.wrong)}")  # fmt: skip
    for (label, kind), count in found.wrong.items():
        print(f"{label}: {kind}, {count} times")


if __name__ == "__main__":
    raise SystemExit(main())
