"""Shapes of the API."""

import importlib
import inspect
import pkgutil
from collections import defaultdict

from ninja import Schema

import shibosi.api


def test_no_two_shapes_have_one_name():
    """The description knows a shape by its name: of two, one would be described as the other."""
    found = defaultdict(set)
    for module in pkgutil.walk_packages(shibosi.api.__path__, "shibosi.api."):
        if ".tests" not in module.name:
            made = importlib.import_module(module.name)
            for _, one in inspect.getmembers(made, inspect.isclass):
                if issubclass(one, Schema) and one is not Schema:
                    found[one.__name__].add(one.__module__)
    assert {name: where for name, where in found.items() if len(where) > 1} == {}
