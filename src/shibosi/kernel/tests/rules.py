"""Controls over the small world of `builders`: what was reported, how often, and whether papers agree."""

from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    NumberX,
    as_of,
    common,
    count,
    distinct,
    every,
    largest,
    smallest,
    some,
    total,
    total_money,
    unknown,
    when,
)
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, PACKET, WORLD, Back, Item, Line, Measure, Sheet, Stub, registries

LINES = FILE.pairs[0]
SIGNED = Sheet.signed_on


def there(record: type[Record]) -> NumberX:
    """How many, with "not handed in" as none."""
    return count(record).or_else(0)


def arrived(record: type[Record], limits: Measure) -> BoolX:
    """It is there; undetermined until the days have passed since the signature, then false."""
    missing = when(as_of() > SIGNED + limits.days, count(record) > 0, unknown())
    return when(count(record) > 0, count(record) > 0, missing)


with registries(WORLD) as RULED:

    @control(
        clauses=["1"], dossier=FILE, day=SIGNED, when=there(Stub) + there(Line) > 0, reports=[Sheet],
        remedy="Report it.",
    )  # fmt: skip
    def sheet_was_reported() -> BoolX:
        """Every stub and line has its sheet."""
        return count(Sheet) > 0

    @control(clauses=["1"], dossier=FILE, day=SIGNED, when=there(Sheet) > 0, reports=[Sheet], remedy="Keep one.")
    def sheet_is_there_once() -> BoolX:
        """There is one sheet of a number."""
        return count(Sheet) <= 1

    @control(clauses=["1"], dossier=FILE, day=SIGNED, when=there(Sheet) > 0, reports=[Stub], remedy="Report it.")
    def stub_was_reported(limits: Measure) -> BoolX:
        """Every sheet has its stub."""
        return arrived(Stub, limits)

    @control(clauses=["1"], dossier=FILE, day=SIGNED, when=there(Sheet) > 0, reports=[Line], remedy="Report them.")
    def lines_were_reported(limits: Measure) -> BoolX:
        """Every sheet has its lines."""
        return arrived(Line, limits)

    @control(
        clauses=["1"], dossier=FILE, day=SIGNED, when=(there(Line) > 0) & (there(Item) > 0), reports=[LINES],
        remedy="Number them alike.",
    )  # fmt: skip
    def lines_correspond() -> BoolX:
        """Lines and items have the same numbers."""
        return every(Line.line_number.is_known() & Item.line_number.is_known())

    @control(clauses=["1"], dossier=FILE, day=SIGNED, place=Sheet.place, remedy="Correct one.")
    def amounts_agree() -> BoolX:
        """Stub and sheet say the same amount."""
        return Stub.amount == Sheet.amount

    @control(clauses=["1"], dossier=FILE, day=SIGNED, remedy="Weigh again.", severity=Severity.MINOR, blocks=NOTHING)
    def weights_are_near(limits: Measure) -> BoolX:
        """Stub and sheet say nearly the same weight."""
        return abs(Stub.weight - Sheet.weight) <= Sheet.weight * limits.share

    @control(clauses=["1"], dossier=FILE, day=SIGNED, remedy="Correct one.")
    def lines_add_up() -> BoolX:
        """The lines add up to the amount."""
        return total_money(Line.price) == Sheet.amount

    @control(clauses=["1"], dossier=FILE, day=SIGNED, when=there(Item) > 0, remedy="Correct one.")
    def quantities_agree() -> BoolX:
        """Lines and items of one number say the same quantity."""
        return every(Line.quantity == Item.quantity)

    @control(clauses=["1"], dossier=FILE, day=SIGNED, when=there(Back) > 0, remedy="Send less back.")
    def no_more_comes_back() -> BoolX:
        """No more comes back than there was."""
        return every(Back.quantity <= Item.quantity)

    @control(clauses=["1"], dossier=FILE, remedy="Correct a time.", when=Sheet.sent_at.is_known())
    def dispatch_follows_packing() -> BoolX:
        """A sheet is sent after its lines are packed, and signed by then."""
        return (Sheet.sent_at.day() >= largest(Line.packed_on)) & some(Line.packed_at <= Sheet.sent_at) & (
            smallest(Line.packed_on) <= SIGNED
        )  # fmt: skip

    @control(clauses=["1"], dossier=FILE, day=SIGNED, remedy="Leave it.", one_sided="The list is not complete.")
    def title_is_not_listed(limits: Measure) -> BoolX:
        """The title is not on the list."""
        listed = Sheet.title.is_in(limits.listed)
        return when(listed, ~listed, unknown())

    @control(clauses=["1"], dossier=PACKET, remedy="Use another parcel.")
    def parcel_is_used_once() -> BoolX:
        """A parcel has the sheets of one number, all in one place."""
        return (distinct(Sheet.number) <= 1) & common(Sheet.place).is_known() & (total(Sheet.pieces) <= Stub.weight)
