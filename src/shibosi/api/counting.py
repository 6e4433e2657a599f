"""What this process counts, in the text form of Prometheus."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from threading import Lock

REQUESTS = "shibosi_requests_total"
SECONDS = "shibosi_request_seconds"
HANDED_IN = "shibosi_handed_in_total"
HELP = {
    REQUESTS: "requests by method, address and status",
    SECONDS: "how long requests took",
    HANDED_IN: "what was handed in, by decision",
}
BOUNDS = (0.005, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
Labels = tuple[tuple[str, str], ...]
_counts: dict[tuple[str, Labels], float] = defaultdict(float)
_lock = Lock()


def count(name: str, **labels: str) -> None:
    """Count one more of something."""
    add(name, 1, labels)


def add(name: str, amount: float, labels: Mapping[str, str]) -> None:
    """Count some more of something."""
    with _lock:
        _counts[name, tuple(sorted(labels.items()))] += amount


def took(seconds: float, **labels: str) -> None:
    """Count how long a request took."""
    for bound in BOUNDS:
        if seconds <= bound:
            add(f"{SECONDS}_bucket", 1, {"le": str(bound), **labels})
    add(f"{SECONDS}_bucket", 1, {"le": "+Inf", **labels})
    add(f"{SECONDS}_count", 1, labels)
    add(f"{SECONDS}_sum", seconds, labels)


def counted() -> Iterator[str]:
    """What was counted, line by line."""
    with _lock:
        found = sorted(_counts.items())
    for name, kind in ((REQUESTS, "counter"), (SECONDS, "histogram"), (HANDED_IN, "counter")):
        yield f"# HELP {name} {HELP[name]}"
        yield f"# TYPE {name} {kind}"
        for (counted_name, labels), amount in found:
            if counted_name == name or (kind == "histogram" and counted_name.startswith(f"{name}_")):
                yield line(counted_name, labels, amount)


def line(name: str, labels: Labels, amount: float) -> str:
    """One value."""
    inside = ",".join(f'{label}="{_escaped(value)}"' for label, value in labels)
    return f"{name}{{{inside}}} {amount:g}" if inside else f"{name} {amount:g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
