"""Accounts: of the firm itself, proven, where the platform allows them; money arrives with whom customs was told of.

Not modelled: who really owns an account. What proves it is a micro-deposit or the word of whoever keeps it.
"""

from functools import partial

from shibosi.domains.customs.dossiers import EXPORT, ORDER
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.parties.dossiers import ACCOUNT, FIRM
from shibosi.domains.parties.records import AccountReceipt, Firm, MoneyAccount
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, text
from shibosi.kernel.parameters import Parameters, codes, whole

ANYWHERE = "any"
IN_USE = MoneyAccount.closed_on.is_missing() | (as_of() <= MoneyAccount.closed_on)
RECEIVING = (count(MoneyAccount).or_else(0) > 0) & (MoneyAccount.use == "receiving") & IN_USE
RECEIVED = EXPORT & (count(AccountReceipt).or_else(0) > 0)
account = partial(
    control, dossier=ACCOUNT, day=as_of(), place=MoneyAccount.market, severity=Severity.CRITICAL, blocks=NOTHING
)  # fmt: skip


class AccountRules(Parameters):
    """What a market asks of the account on which sellers are paid."""

    kinds = codes("Kinds of account on which sellers are paid")
    countries = codes("Countries in which the account of a seller may be kept, or any")
    proofs = codes("Ways in which an account is proven")
    cooling = whole("Days between asking for another account and the first money that goes there", unit="days")


@account(
    clauses=["5.1.2-c"], when=RECEIVING,
    remedy="Name an account of the firm itself, of a kind and in a country that the market allows, and have it proven.",
)  # fmt: skip
def receiving_account_is_the_firms_own(rules: AccountRules) -> BoolX:
    """The account on which a seller is paid is held by the licensed firm, allowed in the market, and proven."""
    holder = MoneyAccount.holder_name
    latin = MoneyAccount.firm_latin_name.is_known() & holder.same_as(MoneyAccount.firm_latin_name)
    own = holder.same_as(MoneyAccount.firm_name) | latin
    somewhere = text(ANYWHERE).is_in(rules.countries) | MoneyAccount.country.is_in(rules.countries)
    allowed = MoneyAccount.account_kind.is_in(rules.kinds) & somewhere
    return own & allowed & MoneyAccount.proven_by.is_in(rules.proofs) & (MoneyAccount.proven_on <= as_of())


@account(
    clauses=["5.1.2-c", "4.2.1.2-a"], when=RECEIVING,
    remedy="Stop paying to the personal account; name an account of the firm.",
)  # fmt: skip
def receiving_account_is_not_personal() -> BoolX:
    """Business money goes to an account held by a firm, not by a person."""
    return MoneyAccount.holder_kind == "firm"


@account(
    clauses=["5.1.2-c"], when=(count(MoneyAccount).or_else(0) > 0) & MoneyAccount.changed_on.is_known() & IN_USE,
    remedy="Hold the money back until the days have passed and somebody else has confirmed the change.",
)  # fmt: skip
def changed_account_cooled_off(rules: AccountRules) -> BoolX:
    """Money goes to another account only after the cooling-off days, and when a second person confirmed the change."""
    two = MoneyAccount.confirmed_by != MoneyAccount.asked_by
    return (MoneyAccount.used_from >= MoneyAccount.changed_on + rules.cooling) & two


@control(
    clauses=["5.1.2-c"], dossier=FIRM, day=as_of(), place=Firm.home, blocks=NOTHING,
    when=count(MoneyAccount).or_else(0) > 0, remedy="Correct the name of the firm at its account or in the register.",
)  # fmt: skip
def accounts_name_the_registered_firm() -> BoolX:
    """The firm is called at its accounts what it is called in the register."""
    return every(MoneyAccount.firm_name.same_as(Firm.name))


@control(
    clauses=["4.2.1.2-a"], dossier=ORDER, day=CustomsList.declared_on, when=RECEIVED, severity=Severity.CRITICAL,
    blocks=NOTHING, remedy="Hold the settlement; have the money paid to the account of the firm.",
)  # fmt: skip
def money_arrives_with_a_firm() -> BoolX:
    """Money for an export arrives on an account of a firm, never on a personal one."""
    return every(AccountReceipt.holder_kind == "firm")


@control(
    clauses=["4.2.1.2-a"], dossier=ORDER, day=CustomsList.declared_on, when=RECEIVED, severity=Severity.MAJOR,
    blocks=NOTHING, remedy="Hold the settlement; correct the list or the account so that both name one firm.",
)  # fmt: skip
def money_arrives_with_the_firm_declared() -> BoolX:
    """Money for an export arrives with the firm that the customs list names as the seller."""
    return every(AccountReceipt.holder_code == CustomsList.merchant_code)
