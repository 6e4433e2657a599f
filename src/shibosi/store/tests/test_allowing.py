"""Who may do what: the whole table, and each verb of access that stands on it."""

import pytest
from allauth.account.models import EmailAddress

from shibosi.kernel.records import record
from shibosi.store import scope
from shibosi.store.actions import access
from shibosi.store.allowing import (
    Forbidden,
    NotThere,
    ReportsForOthers,
    ScopeLacking,
    UnknownVerb,
    allowed,
    may,
    may_report,
)
from shibosi.store.models import Account, Level, LogEntry, Mandate, Membership, Party, Role, Token
from shibosi.store.permissions import (
    FOR_MANDATES,
    FOR_TOKENS,
    OF_SESSIONS,
    PERMISSIONS,
    READING,
    SCOPES,
)
from shibosi.store.tests.firms import DAY, NOON, a_member, a_party, as_member, report, staff
from shibosi.store.tokens import UnknownScope, WrongTerm, check, issue
from shibosi.store.viewers import NotYourParty, nobody, of_account, of_token

pytestmark = pytest.mark.django_db
ROLES = [role for role in Role if role]


def admin():
    return of_account(staff(Role.ADMINISTRATOR), NOON)


@pytest.mark.parametrize("verb", PERMISSIONS)
def test_the_table_is_what_is_asked(verb):
    permission = PERMISSIONS[verb]
    a = a_party("AAA")
    assert {role for role in ROLES if may(of_account(staff(role), NOON), verb)} == permission.roles
    levels = {level for level in Level if may(as_member(a, level), verb)}
    assert levels == {level for level in Level if permission.level is not None and level >= permission.level}
    assert not may(nobody(NOON), verb)
    assert not may(of_account(Account.objects.create_account("x@y.example"), NOON), verb)


@pytest.mark.parametrize("verb", PERMISSIONS)
def test_a_token_needs_the_scope_of_the_verb(verb):
    owner = staff(Role.ADMINISTRATOR)
    scope = PERMISSIONS[verb].scope
    for given in FOR_TOKENS:
        viewer = of_token(issue(owner, "t", [given], NOON + DAY, NOON, "test").token, NOON)
        assert may(viewer, verb) == (given == scope and Role.ADMINISTRATOR in PERMISSIONS[verb].roles)


def test_scopes_and_verbs_fit_together():
    assert {one.scope for one in PERMISSIONS.values()} == set(SCOPES)
    assert FOR_MANDATES < FOR_TOKENS == set(SCOPES) - OF_SESSIONS
    assert {verb for verb, one in PERMISSIONS.items() if Role.AUDITOR in one.roles} <= READING | {"tokens.own"}
    assert all(PERMISSIONS[verb].scope.endswith(":read") for verb in READING)


def test_what_is_lacking_is_said():
    viewer = of_token(issue(a_party("AAA"), "t", [], NOON + DAY, NOON, "test").token, NOON)
    with pytest.raises(ScopeLacking) as refused:
        allowed(viewer, "documents.report")
    assert refused.value.facts == {"verb": "documents.report", "scope": "documents:write", "doing": "Report documents"}
    with pytest.raises(Forbidden):
        allowed(viewer, "waivers.grant")
    with pytest.raises(UnknownVerb, match=r"documents\.read"):
        allowed(viewer, "document.read")


def test_anothers_thing_and_no_thing_are_refused_alike():
    made = report(a_party("AAA"), "order", number="O-1", merchant_code="AAA")
    viewer = as_member(a_party("BBB"))
    with pytest.raises(NotThere) as anothers:
        allowed(viewer, "documents.read", made.document)
    made.document.pk = 10**6
    with pytest.raises(NotThere) as none:
        allowed(viewer, "documents.read", made.document)
    assert anothers.value.sentence() == none.value.sentence()


@pytest.mark.parametrize(
    ("story", "kind", "values", "fits"),
    [
        ("names the party", "order", {"merchant_code": "AAA"}, True),
        ("names it among others, in small letters", "order", {"merchant_code": "BBB", "platform_code": "aaa "}, True),
        ("names another", "order", {"merchant_code": "BBB"}, False),
        ("names nobody", "order", {}, False),
        ("pretends to be marked", "order", {"merchant_code": "@aaa"}, False),
        ("a line alone", "order_line", {"order_number": "O-1"}, False),
    ],
)
def test_a_party_reports_what_names_it(story, kind, values, fits):
    rows = [{kind: [record(kind)(**values).values]}]
    viewer = as_member(a_party("AAA"))
    if fits:
        may_report(viewer, rows)
    else:
        with pytest.raises(ReportsForOthers):
            may_report(viewer, rows)
    may_report(admin(), rows)
    with pytest.raises(Forbidden):
        may_report(as_member(a_party("CCC"), Level.READER), rows)


def test_an_administrator_opens_and_closes_an_account():
    viewer = admin()
    account = access.open_account(viewer, "Ann@Example.com ", "Ann", Role.OFFICER)
    assert (account.email, account.has_usable_password(), account.role) == ("ann@example.com", False, "officer")
    assert EmailAddress.objects.get(user=account).verified
    access.close_account(viewer, account)
    assert of_account(Account.objects.get(pk=account.pk), NOON).by == "nobody"
    told = list(LogEntry.objects.order_by("position").values_list("what", flat=True))
    assert told == ["account opened", "account closed"]
    assert "ann@" not in "".join(entry.content for entry in LogEntry.objects.all())


def test_there_is_one_first_administrator():
    first = access.first_administrator("first@example.com", "blue lantern over water", NOON)
    assert may(of_account(first, NOON), "accounts.manage") and first.check_password("blue lantern over water")
    with pytest.raises(access.AlreadyBegun):
        access.first_administrator("second@example.com", "blue lantern over water", NOON)
    assert Account.objects.get() == first


def test_an_email_in_any_case_and_a_code_are_given_once():
    viewer = admin()
    access.open_account(viewer, "ann@example.com")
    with pytest.raises(access.AlreadyThere):
        access.open_account(viewer, "ANN@example.com")
    access.register_party(viewer, "A", "CN", [("customs", " 3301abc ")])
    for register in ("customs", "uscc"):
        with pytest.raises(access.AlreadyThere):
            access.register_party(viewer, "B", "CN", [(register, "3301ABC")])
    assert Party.objects.get().codes.get().code == "3301ABC"
    access.register_party(viewer, "C", "DE", [("vat", "3301ABC")])


def test_a_code_that_ends_is_kept_shows_nothing_any_more_and_may_be_given_to_another():
    viewer, first, second = admin(), a_party("AAA"), a_party("BBB")
    report(second, "order", number="O-1", merchant_code="CODE1")
    code = access.add_code(viewer, first, "customs", " code1 ")
    assert (code.code, code.added_by) == ("CODE1", viewer.by)
    assert scope.documents(of_account(a_member(first), NOON)).count() == 1
    with pytest.raises(access.AlreadyThere):
        access.add_code(viewer, second, "uscc", "CODE1")
    access.end_code(viewer, code)
    access.end_code(viewer, code)
    assert not scope.documents(of_account(first.members.get().account, NOON)).exists()
    assert access.add_code(viewer, second, "uscc", "CODE1").party == second
    assert first.codes.get(code="CODE1").ended_by == viewer.by
    told = [entry.what for entry in LogEntry.objects.filter(what__startswith="code ").order_by("position")]
    assert told == ["code added", "code ended", "code added"]


@pytest.mark.parametrize("level", list(Level))
def test_nobody_but_an_administrator_changes_codes(level):
    party = a_party("AAA")
    viewer = as_member(party, level)
    with pytest.raises(Forbidden):
        access.add_code(viewer, party, "customs", "X")
    with pytest.raises(Forbidden):
        access.end_code(viewer, party.codes.get())
    assert party.codes.get().ended_at is None


@pytest.mark.parametrize("level", list(Level))
def test_only_managers_manage_and_only_their_own_party(level):
    a, b = a_party("AAA"), a_party("BBB")
    viewer, other = as_member(a, level), a_member(b, Level.READER)
    deeds = [
        lambda party: access.add_member(viewer, party, other, Level.READER),
        lambda party: access.issue_token(viewer, party, "t", ["documents:read"], NOON + DAY),
        lambda party: access.give_mandate(viewer, party, b if party == a else a, ["cases:write"], NOON, NOON + DAY),
    ]
    before = Membership.objects.count()
    for deed in deeds:
        with pytest.raises((Forbidden, NotThere)):
            deed(b)
    assert (Token.objects.count(), Mandate.objects.count(), Membership.objects.count()) == (0, 0, before)
    for deed in deeds:
        if level == Level.MANAGER:
            deed(a)
        else:
            with pytest.raises(Forbidden):
                deed(a)
    assert Token.objects.count() == Mandate.objects.count() == (level == Level.MANAGER)


def test_everybody_makes_own_tokens_and_nobody_those_of_colleagues():
    a = a_party("AAA")
    reader, colleague = a_member(a, Level.READER), a_member(a, Level.MANAGER)
    issued = access.issue_token(of_account(reader, NOON), reader, "mine", ["documents:read"], NOON + DAY)
    for viewer in (of_account(reader, NOON), as_member(a_party("BBB"), Level.MANAGER)):
        with pytest.raises((Forbidden, NotThere)):
            access.issue_token(viewer, colleague, "theirs", ["documents:read"], NOON + DAY)
    with pytest.raises(NotThere):
        access.revoke_token(of_account(colleague, NOON), issued.token)
    access.revoke_token(of_account(reader, NOON), issued.token)
    assert not issued.token.in_force(NOON)


def test_a_token_makes_no_token():
    reader = a_member(a_party("AAA"), Level.MANAGER)
    viewer = of_token(check(issue(reader, "t", FOR_TOKENS, NOON + DAY, NOON, "test").text, NOON), NOON)
    with pytest.raises(ScopeLacking):
        access.issue_token(viewer, reader, "another", ["documents:read"], NOON + DAY)


def test_a_mandate_is_given_by_the_principal_and_ended_by_either():
    a, b = a_party("AAA"), a_party("BBB")
    principal, agent = as_member(a, Level.MANAGER), as_member(b, Level.MANAGER)
    with pytest.raises(NotThere):
        access.give_mandate(agent, a, b, ["documents:read"], NOON, NOON + DAY)
    for ending in (principal, agent):
        mandate = access.give_mandate(principal, a, b, ["documents:read"], NOON, NOON + DAY)
        acting = of_account(Account.objects.get(pk=agent.account), NOON, party="aaa")
        with pytest.raises((Forbidden, NotThere)):
            access.give_mandate(acting, a, b, ["documents:read"], NOON, NOON + DAY)
        access.revoke_mandate(ending, mandate)
        with pytest.raises(NotYourParty):
            of_account(Account.objects.get(pk=agent.account), NOON, party="aaa")
    with pytest.raises(NotThere):
        access.revoke_mandate(as_member(a_party("CCC"), Level.MANAGER), mandate)


@pytest.mark.parametrize(
    ("story", "scopes", "days", "error"),
    [
        ("what cannot be passed on", ["access:write"], 1, UnknownScope),
        ("what is the platform's", ["platform:write"], 1, UnknownScope),
        ("no term", ["documents:read"], 0, WrongTerm),
        ("too long", ["documents:read"], access.LONGEST_MANDATE.days + 1, WrongTerm),
    ],
)
def test_a_mandate_that_cannot_be_is_refused(story, scopes, days, error):
    a, b = a_party("AAA"), a_party("BBB")
    with pytest.raises(error):
        access.give_mandate(as_member(a, Level.MANAGER), a, b, scopes, NOON, NOON + days * DAY)
    assert not Mandate.objects.exists() and not LogEntry.objects.exists()
