"""Disputes with parties abroad and rules in conflict on a transfer: opened by officers for the firm they concern."""

from shibosi.domains.disputes.flows import FOREIGN_DISPUTE
from shibosi.domains.privacy.flows import TRANSFER_CONFLICT
from shibosi.store.cases.flows.policies import opened_by_officers

opened_by_officers(FOREIGN_DISPUTE, ("firm", "opponent", "matter"))
opened_by_officers(TRANSFER_CONFLICT, ("firm", "transfer"))
