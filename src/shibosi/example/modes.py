"""The ways goods travel in the example, and how often."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mode:
    """One way. `trade` is the supervision mode of the list (none where there is no list), `band` the goods it sells."""

    name: str
    share: float
    direction: str
    order_type: str
    trade: str | None
    band: str
    subject: str | None = "goods"


MODES = [
    Mode("import 9610", 0.40, "I", "I", "9610", "import"),
    Mode("import 1210", 0.25, "I", "I", "1210", "import"),
    Mode("import 1239", 0.05, "I", "I", "1239", "import"),
    Mode("export 9610", 0.12, "E", "E", "9610", "export"),
    Mode("export 1210", 0.03, "E", "E", "1210", "export"),
    Mode("export 9710", 0.05, "E", "B", "9710", "export"),
    Mode("export 9810", 0.05, "E", "W", "9810", "export"),
    Mode("marketplace goods", 0.03, "M", "M", None, "import"),
    Mode("marketplace service", 0.01, "M", "M", None, "service", "service"),
    Mode("marketplace digital", 0.01, "M", "M", None, "digital", "digital"),
]
