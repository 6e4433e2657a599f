"""Trials of a search: how well it answered queries that people judged."""

from shibosi.kernel.columns import code, day, decimal, text, whole
from shibosi.kernel.records import Record


class SearchTrial(Record, label="Trial of a product search", needs="number"):
    """One measurement of a search in a language, beside plain keywords over the same goods and queries."""

    provider_code = text("Who offers the search", key=True, longest=30, firm=True)
    number = text("Number of the trial", key=True, longest=60)
    language = code("Language of goods and queries")
    queries = whole("Judged queries")
    ndcg = decimal("NDCG of the first ten answers, 0 to 1")
    baseline = decimal("The same of plain keywords, 0 to 1")
    slowest = decimal("Milliseconds under which 95 of 100 queries stay")
    measured_on = day("Day of the measurement")
