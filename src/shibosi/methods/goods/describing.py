"""Descriptions of goods: whether one says only what customs refuses as saying nothing."""

import polars as pl

from shibosi.kernel.expressions.predicates import Predicate
from shibosi.standard.codes import codes


def is_vague(text: str) -> bool:
    """Whether a description is nothing but a stop word, whatever its case and blanks. The list is known in part."""
    return " ".join(text.casefold().strip(" .,;:-").split()) in codes("vague-goods")


def vague(texts: pl.Series) -> pl.Series:
    """`is_vague` for a column; each different text is looked at once."""
    kept = texts.unique()
    return texts.replace_strict(kept, [is_vague(text) for text in kept.to_list()], return_dtype=pl.Boolean)


VAGUE_GOODS = Predicate("vague-goods", is_vague, vague)
