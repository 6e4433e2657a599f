"""The scheme of a platform, for all its measures: the pack that counts, the term of appeals, what is published."""

from shibosi.kernel.parameters import Parameters, codes, whole, word


class Scheme(Parameters):
    """The choices of a platform that hold whatever brought a measure."""

    pack = word("Pack by which violations count")
    beside = codes("Packs that count some faults by themselves, beside that pack")
    appeal = whole("Days in which an appeal against a measure may be lodged", unit="days")
    published = codes("Measures that are published")
    stays = whole("Days a measure stays in the public register after its last day", unit="days")
