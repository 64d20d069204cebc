"""What points to the rows of a model, found in the models themselves: one that is made later cannot be forgotten."""

from collections.abc import Iterator
from typing import Any

from django.db import models


def relations_to(kind: type[models.Model]) -> Iterator[Any]:
    """Every relation of another model to a model; tables between two models and history are none."""
    for relation in kind._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model if relation.auto_created and relation.is_relation else None
        if model and not model._meta.auto_created and not model.__name__.startswith("Historical"):
            yield relation
