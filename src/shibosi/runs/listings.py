"""Listings of marketplace exports, taken in as drafts of a seller."""

from pathlib import Path
from tempfile import TemporaryDirectory

from shibosi.domains.catalogue.records import Listing
from shibosi.methods.goods.layouts import laid_over, layout
from shibosi.runs.moving import Imported, Progress, take_in
from shibosi.store.viewers import Viewer


def take_listings(
    viewer: Viewer, file: Path, mapping: Path | str, seller: str, market: str = "", progress: Progress | None = None
) -> Imported:
    """Take in the listings of an export by a map, or by the name of a layout. Run twice, nothing changes.

    `market`: where the export names none. Raises UnknownLayout, MapError, OtherKind, Forbidden, ReportsForOthers.
    """
    said = {"seller_code": seller} | ({"market": market} if market else {})
    with TemporaryDirectory() as work:
        path = laid_over(layout(mapping) if isinstance(mapping, str) else mapping, Path(work), **said)
        return take_in(viewer, Listing.kind(), file, path, progress)
