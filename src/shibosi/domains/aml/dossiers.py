"""Dossiers of money laundering and sanctions: a customer, an obligation with its reports, the models of a firm."""

from shibosi.domains.aml.records import (
    AuthorityReport,
    CustomerFile,
    ModelOutage,
    ModelReport,
    NameScreening,
    Obligation,
    Transfer,
    WatchModel,
)
from shibosi.kernel.dossiers import Dossier, many, one

CUSTOMER = Dossier(
    "customer",
    "Customer with its file, its screening and its transfers",
    ("customer",),
    [one(CustomerFile.customer_code), many(NameScreening.customer_code), many(Transfer.customer_code)],
)

OBLIGATION = Dossier(
    "obligation",
    "Obligation with its reports to the authority",
    ("payment company", "obligation"),
    [
        one(Obligation.firm_code, Obligation.number),
        many(AuthorityReport.firm_code, AuthorityReport.obligation),
    ],
)

REPORT = Dossier(
    "authority-report",
    "Report that is owed to an authority",
    ("payment company", "obligation", "period"),
    [one(AuthorityReport.firm_code, AuthorityReport.obligation, AuthorityReport.period)],
)

MODELS = Dossier("watch-models", "Models by which a firm watches", ("firm",), [many(WatchModel.firm_code)])

MODEL = Dossier(
    "watch-model",
    "Model with its monthly figures",
    ("firm", "model"),
    [one(WatchModel.firm_code, WatchModel.name), many(ModelReport.firm_code, ModelReport.name)],
)

MODEL_MONTH = Dossier(
    "model-month",
    "Month of a model",
    ("firm", "model", "month"),
    [one(ModelReport.firm_code, ModelReport.name, ModelReport.month)],
)

OUTAGE = Dossier(
    "model-outage", "Outage of a model", ("firm", "outage"), [one(ModelOutage.firm_code, ModelOutage.number)]
)
