"""Traces: spans of requests, intake and jobs, sent to a collector by OpenTelemetry where one is named.

Off unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set; then the extra `tracing` has to be installed. Spans carry kinds and
counts, never what stands in documents.
"""

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

from shibosi import __version__, settings
from shibosi.kernel.errors import ShibosiError


class NoTracing(ShibosiError):
    """A collector is named, and what speaks to it is not installed."""

    code = "no-tracing"
    message = "{setting} is set, but the extra 'tracing' is not installed: set SHIBOSI_EXTRAS=tracing, or leave it out."


def span(name: str, **facts: str | int) -> AbstractContextManager[Any]:
    """A span, if traces are sent. An error inside is noted by its kind. Raises NoTracing."""
    tracer = _tracer()
    return nullcontext() if tracer is None else _Span(tracer, name, facts)


class _Span:
    """A span that tells of an error no more than its kind: messages may name people."""

    def __init__(self, tracer: Any, name: str, facts: dict[str, str | int]) -> None:
        self.opened = tracer.start_as_current_span(
            name, attributes=facts, record_exception=False, set_status_on_exception=False
        )

    def __enter__(self) -> Any:
        self.span = self.opened.__enter__()
        return self.span

    def __exit__(self, kind: type[BaseException] | None, *what: Any) -> None:
        if kind is not None:
            self.span.set_attribute("error.type", kind.__name__)
        self.opened.__exit__(kind, *what)


@cache
def _tracer() -> Any:
    endpoint = settings.traces_to()
    if not endpoint:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError as missing:
        raise NoTracing(setting=settings.TRACES) from missing
    provider = TracerProvider(resource=Resource.create({"service.name": "shibosi", "service.version": __version__}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer("shibosi")
