"""What is recorded of customers, of names screened, of reports owed to authorities, and of the models that watch."""

from shibosi.domains.aml.records.customers import CustomerFile, NameScreening, Transfer
from shibosi.domains.aml.records.duties import AuthorityReport, Obligation
from shibosi.domains.aml.records.models import ModelOutage, ModelReport, WatchModel

__all__ = [
    "AuthorityReport", "CustomerFile", "ModelOutage", "ModelReport", "NameScreening", "Obligation", "Transfer",
    "WatchModel",
]  # fmt: skip
