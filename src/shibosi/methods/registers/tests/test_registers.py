"""Whether a number can be one of a register.

Numbers with check digits are examples that python-stdnum publishes in its modules, each with its source; the others
are made up in the form their registers write.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.registers import UnknownRegister, compact, register, registers

GOOD = {
    "cn-uscc": "91110000600037341L", "cn-customs": "3301960ABC", "hk-brn": "12345678", "tw-ubn": "00501503",
    "jp-cn": "5-8356-7825-6246", "kr-brn": "116-82-00276", "sg-uen": "00192200M", "th-moa": "0993000133978",
    "vn-mst": "0100233488", "id-npwp": "013000666091000", "in-gstin": "27AAPFU0939F1ZV", "au-abn": "83 914 571 673",
    "us-ein": "91-1144442", "ca-bn": "12302 6635 RC 0001", "mx-rfc": "GODE 561231 GR8", "br-cnpj": "16.727.230/0001-97",
    "gb-vat": "GB980780684", "gb-eori": "GB123456789000", "eu-vat": "DE136695976", "eu-eori": "DE1234567",
    "fr-siren": "552 008 443", "fr-siret": "73282932000074", "ch-uid": "CHE-100.155.212",
    "lei": "213800KUD8LAJWSQ9D15", "de-packaging": "DE1234567890123", "de-electrical": "DE 12345678",
    "de-batteries": "12345678", "fr-producer": "FR123456_01ABCD",
}  # fmt: skip
BAD = {
    "cn-uscc": "91110000600037341M", "eu-vat": "DE136695978", "jp-cn": "4-8356-7825-6246",
    "lei": "213800KUD8XAJWSQ9D15",
    "de-packaging": "DE123", "eu-eori": "GB1234567", "fr-producer": "FR123456-01ABCD", "gb-eori": "GB12345",
}  # fmt: skip


def test_every_register_has_a_number_that_fits():
    assert {name: one.fits(GOOD[name]) for name, one in registers().items()} == dict.fromkeys(registers(), True)


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_number_does_not_fit(name):
    assert not register(name).fits(BAD[name])


@pytest.mark.parametrize("name", sorted(GOOD))
def test_digits_of_other_scripts_are_no_digits(name):
    assert not register(name).fits(GOOD[name].replace("1", "١").replace("2", "２").replace("5", "५") + "\u200e")


@given(st.text(max_size=30), st.sampled_from(sorted(GOOD)))
def test_any_text_is_answered(text, name):
    assert register(name).fits(text) in (True, False)


def test_two_ways_to_write_a_number_become_one():
    assert compact("che-100.155.212") == compact("CHE100155212")


def test_a_misspelt_register_is_named_with_the_nearest():
    with pytest.raises(UnknownRegister) as refused:
        register("eu-vta")
    assert "eu-vat" in refused.value.sentence()
