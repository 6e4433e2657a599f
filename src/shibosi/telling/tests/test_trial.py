"""A trial decides as a batch does, and knows which documents of one number stand."""

from collections import Counter

from shibosi.batch.check import Asked, check
from shibosi.example import write_example
from shibosi.example.part import make_part
from shibosi.example.plan import AS_OF
from shibosi.kernel.decisions import Verdict
from shibosi.store.intake.handed import Read, read
from shibosi.store.intake.tables import documents
from shibosi.telling.trial import tried


def test_a_trial_finds_what_a_batch_finds(tmp_path):
    made = write_example(tmp_path / "example", 60, 3, fault_share=0.5)
    run = check(Asked((tmp_path / "example" / "documents",), tmp_path / "run", made.as_of, report=False))
    frames = {kind: frame.drop("at") for kind, frame in make_part(3, 0, 60, 0.5).frames.items()}
    trial = tried([Read("", one) for one in documents(frames)], AS_OF)
    batch = Counter(run.findings().select("control", "outcome").iter_rows())
    assert Counter((one.control.name, one.outcome) for one in trial.faults) == batch


def test_a_deleted_order_is_no_dossier():
    said = {"number": "O-1", "order_type": "I", "guid": "G", "report_type": "1",
            "reported_at": "2026-06-01T08:00:00+08:00"}  # fmt: skip
    deletion = said | {"report_type": "3", "reported_at": "2026-06-02T08:00:00+08:00"}
    alone = tried(read([{"kind": "order", "values": said}]), AS_OF)
    both = tried(read([{"kind": "order", "values": said}, {"kind": "order", "values": deletion}]), AS_OF)
    assert alone.faults and (both.verdict, both.dossiers, both.faults) == (Verdict.ACCEPT, [], [])


def test_what_cannot_be_read_is_refused():
    trial = tried(read([{"kind": "order", "values": {"paid": "much"}}]), AS_OF)
    assert trial.verdict.name == "REFUSE" and trial.unread and not trial.dossiers
