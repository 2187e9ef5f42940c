"""Every table class of the project, by table name; the classes that tests declare are not among them."""

from __future__ import annotations

import importlib
import pkgutil

import schemas
from schemas import base

for module in pkgutil.walk_packages(schemas.__path__, "schemas."):
    importlib.import_module(module.name)

CLASSES = {
    name: table for name, table in base.registered().items()
    if table.__module__.startswith("schemas.")
}
