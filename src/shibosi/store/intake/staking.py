"""What is at stake: kept for each order whose dossier is held or refused, so that the sum of all is quick to tell."""

from collections.abc import Collection, Mapping

from django.db.models.functions import Coalesce

from shibosi.kernel.decisions import Verdict
from shibosi.store.intake.claiming import NEW, Before
from shibosi.store.models import DossierState, Stake, stored

ORDER = "order"
"""The kind of dossier, and of the record in it that says what is paid."""
STOPPED = (Verdict.HOLD, Verdict.REFUSE)
LONGEST = Stake._meta.get_field("currency").max_length


def note(states: Collection[DossierState], before: Mapping[str, Before]) -> None:
    """Put down what orders that were judged are worth, and forget it of those that are let through.

    What was paid counts; where an order does not say it, as exports do not, what its goods are worth.
    """
    held = {one.key: one.pk for one in states if one.kind == ORDER and one.verdict in STOPPED}
    was = [one.pk for one in states if one.kind == ORDER and before.get(one.key, NEW).verdict in STOPPED]
    if was or held:
        Stake.objects.filter(dossier__in={*was, *held.values()}).delete()
    if held:
        rows = stored(ORDER)._default_manager.filter(standing=True, number__in=held)
        said = rows.values_list("number", "filed_id", "currency", Coalesce("paid", "goods_value"))
        Stake.objects.bulk_create([
            Stake(dossier_id=held[number], document_id=filed, currency=(currency or "")[:LONGEST], amount=amount or 0)
            for number, filed, currency, amount in said
        ])  # fmt: skip
