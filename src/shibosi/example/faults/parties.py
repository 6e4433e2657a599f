"""Firms that the documents name differently, or in a way no firm can be named."""

import polars as pl

from shibosi.domains.customs.records import CustomsList
from shibosi.domains.payments.records import Collection, Payment
from shibosi.example.faults.base import (
    CHANNEL,
    COLLECTED,
    EXPORT,
    IMPORT,
    MERCHANT_STANDS,
    PLAIN,
    PLATFORM_STANDS,
    Theme,
    broken,
    undetermined,
)
from shibosi.example.firms import of
from shibosi.example.papers import Papers

FAULTS = Theme()
OTHER_PLATFORM = (pl.col("head_platform") + 1) % 10
OTHER_MERCHANT = (pl.col("head_merchant") + 1) % 96


@FAULTS.fault(IMPORT & PLAIN, broken("payment_names_the_platform"))
def payment_names_another_platform(papers: Papers) -> None:
    """The payment firm reported the payment under another platform."""
    papers.edit(
        Payment,
        platform_code=of("platform", "code", OTHER_PLATFORM),
        platform_name=of("platform", "name", OTHER_PLATFORM),
    )


@FAULTS.fault(CHANNEL & PLAIN & ~PLATFORM_STANDS, broken("list_names_the_platform"))
def list_names_another_platform(papers: Papers) -> None:
    """The declarant put another platform into the list."""
    papers.edit(
        CustomsList,
        platform_code=of("platform", "code", OTHER_PLATFORM),
        platform_name=of("platform", "name", OTHER_PLATFORM),
    )


@FAULTS.fault(CHANNEL & PLAIN & ~MERCHANT_STANDS, broken("list_names_the_merchant"))
def list_names_another_merchant(papers: Papers) -> None:
    """The declarant put another seller into the list."""
    papers.edit(
        CustomsList,
        merchant_code=of("merchant", "code", OTHER_MERCHANT),
        merchant_name=of("merchant", "name", OTHER_MERCHANT),
    )


@FAULTS.fault(COLLECTED & PLAIN, broken("collection_names_platform_and_merchant"), share=0.6)
def collection_names_another_merchant(papers: Papers) -> None:
    """The money for an export was collected in the name of another seller."""
    papers.edit(
        Collection,
        merchant_code=of("merchant", "code", OTHER_MERCHANT),
        merchant_name=of("merchant", "name", OTHER_MERCHANT),
    )


@FAULTS.fault(IMPORT & PLAIN, broken("guarantor_is_a_party"))
def guarantor_is_a_stranger(papers: Papers) -> None:
    """A warehouse firm that has no part in the list stands for the tax."""
    papers.edit(CustomsList, guarantor_code=of("zone", "code", "head_zone"))


@FAULTS.fault(IMPORT & PLAIN, undetermined("guarantor_is_a_party"), share=0.6)
def guarantor_left_blank(papers: Papers) -> None:
    """The list does not say who stands for the tax."""
    papers.edit(CustomsList, guarantor_code=None)


@FAULTS.fault(EXPORT & PLAIN, broken("owner_is_named"))
def owner_in_words(papers: Papers) -> None:
    """The list describes the unregistered producer in words, where NO was asked for."""
    papers.edit(CustomsList, owner_code="未注册")


@FAULTS.fault((EXPORT | MERCHANT_STANDS) & CHANNEL & PLAIN, broken("company_codes_are_well_formed"), share=0.6)
def declarant_code_cut_short(papers: Papers) -> None:
    """The last character of the declarant's code was lost."""
    papers.edit(CustomsList, declarant_code=pl.col("declarant_code").str.head(-1))


@FAULTS.fault(
    (EXPORT | MERCHANT_STANDS) & CHANNEL & PLAIN & (pl.col("declarant") % 3 != 2),
    broken("company_codes_are_well_formed"),
    share=0.6,
)
def declarant_code_with_wrong_check_character(papers: Papers) -> None:
    """The last character of the declarant's social credit code was typed wrong."""
    last = pl.when(pl.col("declarant_code").str.ends_with("A")).then(pl.lit("B")).otherwise(pl.lit("A"))
    papers.edit(CustomsList, declarant_code=pl.col("declarant_code").str.head(-1) + last)


@FAULTS.fault(IMPORT & PLAIN, broken("company_number_is_given"))
def own_number_left_blank(papers: Papers) -> None:
    """The declarant sent the list without an own number."""
    papers.edit(CustomsList, company_number=None)
