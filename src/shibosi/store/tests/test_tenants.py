"""The example trade handed in by its own firms: each sees its own dossiers of what really came in, and no other."""

import pytest

from shibosi.store import scope
from shibosi.store.firms import firms_in
from shibosi.store.intake.handed import Read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.intake.touching import touched
from shibosi.store.models import Finding, Receipt
from shibosi.store.tests.firms import a_party, as_member
from shibosi.store.tests.trade import NOON, documents, frames

pytestmark = pytest.mark.django_db


def test_each_firm_of_a_trade_sees_its_own():
    parties, handed = {}, []
    for number, document in enumerate(documents(frames(25))):
        firms = sorted(firms_in(document.rows))
        if not firms:
            continue
        if firms[0] not in parties:
            parties[firms[0]] = a_party(firms[0])
        reporter = parties[firms[0]]
        receive_read([Read("documents[0]", document)], str(number), HandedIn("test", reporter.public), NOON)
        handed.append((reporter, set(firms), document))
    assert len(parties) > 1 and Finding.objects.exists()
    for code, party in parties.items():
        viewer = as_member(party)
        mine = [document for reporter, firms, document in handed if code in firms or reporter == party]
        assert set(scope.documents(viewer).values_list("kind", "digest")) == {(one.kind, one.digest) for one in mine}
        keys = {(name, "/".join(map(str, key))) for one in mine for name, some in touched(one.rows).items()
                for key in some}  # fmt: skip
        seen = set(scope.dossiers(viewer).values_list("kind", "key"))
        assert seen <= keys and {kind for kind, _ in seen} >= {"order"}
        assert set(scope.findings(viewer).values_list("dossier__kind", "dossier__key")) <= seen
        assert set(scope.receipts(viewer)) == set(Receipt.objects.filter(party=party.public))
