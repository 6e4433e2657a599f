"""Verify, open to all: bundles and proofs are verified here; the head of the log is signed and given to witnesses."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from shibosi.kernel.log.bundle import VERIFIER
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.verifying import LARGEST, NoProof, verified
from shibosi.store import logbook, proofs

LONGEST_KEY = 400
POSTED = ("GET", "HEAD", "POST")


@page("verify/", EVERYBODY, Entry("Verify", Group.PROOF, 10, "shield"), methods=POSTED)
def verify(request: Asked) -> HttpResponse:
    """Verify what somebody brings; and the head of this log. Raises NoProof, NoPublicKey."""
    said: dict[str, Any] = {}
    if request.method == "POST":
        given = request.FILES.get("file")
        if given is not None and (given.size or 0) > LARGEST:
            raise NoProof(reason=f"{LARGEST >> 20} MB")
        data = given.read() if given is not None else request.POST.get("proof", "").encode()
        key = request.POST.get("key", "").strip()[:LONGEST_KEY]
        said = {"verdict": verified(data, key), "key": key}
    if logbook.size():
        note, public = proofs.signed_head()
        said |= {"note": note, "public": str(public), "size": logbook.size()}
    return show(request, "portal/verify.html", **said)


@page("verify/head/", EVERYBODY)
def head(request: Asked) -> HttpResponse:
    """The signed head as a checkpoint (C2SP), for witnesses; of an earlier size if one is named. Raises NoSuchSize."""
    note, _ = proofs.signed_head(_size(request, "size"))
    return HttpResponse(note, content_type="text/plain; charset=utf-8")


@page("verify/consistency/", EVERYBODY)
def consistency(request: Asked) -> HttpResponse:
    """The proof that the log of `first` entries is the beginning of that of `size`. Raises NoSuchSize."""
    first, size = proofs.checked(_size(request, "first")), proofs.checked(_size(request, "size"))
    if first > size:
        raise proofs.NoSuchSize(size=size)
    return JsonResponse({
        "first": first, "first_root": logbook.head(first)[1].hex(), "size": size, "root": logbook.head(size)[1].hex(),
        "path": [part.hex() for part in logbook.consistency(first, size)],
    })  # fmt: skip


@page("verify/verifier.py", EVERYBODY)
def verifier(request: Asked) -> HttpResponse:
    """The stand-alone verifier, to be used elsewhere."""
    answer = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verifier.py"'
    return answer


def _size(request: Asked, name: str) -> int | None:
    """A number of the address. Raises NoSuchSize."""
    text = request.GET.get(name, "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < 18):
        raise proofs.NoSuchSize(size=logbook.size())
    return int(text) if text else None
