"""Tables follow from records: nothing is written twice, and a migration is never forgotten."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from shibosi.kernel.records import Record
from shibosi.store.firsttables import CreateTables
from shibosi.store.models import stored
from shibosi.store.sealing import opened, sealed

pytestmark = pytest.mark.django_db


def test_every_kind_of_record_has_a_table_with_all_its_columns():
    for kind, record in Record.known.items():
        fields = {field.name for field in stored(kind)._meta.fields}
        assert set(record.columns) <= fields


def test_the_migrations_are_those_of_the_records():
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


def test_what_is_sensitive_does_not_lie_open():
    table = stored("purchase")
    field = table._meta.get_field("buyer_id")
    written = field.get_prep_value("110101199003070038")
    assert "110101199003070038" not in written
    assert field.from_db_value(written, None, connection) == "110101199003070038"


def test_a_sealed_text_opens_in_its_own_column_only():
    from shibosi.store.sealing import WrongSeal

    text = sealed("a secret", "one.column")
    assert opened(text, "one.column") == "a secret"
    with pytest.raises(WrongSeal):
        opened(text, "another.column")


def test_the_first_tables_are_made_in_one_step():
    (step,) = import_module("shibosi.store.migrations.0001_initial").Migration.operations
    assert isinstance(step, CreateTables) and len(step.names) == len(list(apps.get_app_config("store").get_models()))


def test_no_column_of_a_record_takes_the_place_of_what_its_table_keeps_for_itself():
    for kind, record in Record.known.items():
        own = {field.name for base in stored(kind).__bases__ for field in base._meta.fields} | {"id", "pk"}
        assert not own & set(record.columns), kind
