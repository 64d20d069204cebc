"""Plans and their reference data as a table for the back office."""

from typing import Any

from import_export import fields, resources

from actions.models import Action, Cost, Topic
from actions.models.action import ActionQuerySet
from actions.rules import cells
from actions.rules.cells import Entry
from municipalities.resources import SafeResource
from reading.plans import own_format
from reading.plans.own_format import Column
from tables.writing import safe_text


class TopicResource(SafeResource):
    """Topics by their name in addresses."""

    class Meta:
        model = Topic
        import_id_fields = ("slug",)
        fields = ("slug", "title", "text")
        skip_unchanged = True
        clean_model_instances = True


class ActionResource(resources.ModelResource):  # type: ignore[misc]
    """Actions of any programmes, in the columns of the plan as a file. Reading in goes by the page of the plan."""

    class Meta:
        model = Action
        fields = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._take(own_format.columns([]))

    def _take(self, found: tuple[Column, ...]) -> None:
        self.columns = found
        self.fields = {column.code: fields.Field(column_name=column.heading) for column in found}

    def filter_export(self, queryset: ActionQuerySet, **kwargs: Any) -> ActionQuerySet:
        """With everything that the columns ask for, and a column for every year that a cost names."""
        years = Cost.objects.filter(action__in=queryset.values("pk")).order_by().values_list("year", flat=True)
        self._take(own_format.columns(year for year in years.distinct() if year))
        return cells.with_all(queryset)

    def get_queryset(self) -> ActionQuerySet:
        """All actions, plan by plan."""
        return Action.objects.order_by("programme", "line__number", "position", "pk")

    def export_resource(self, instance: Action, selected_fields: Any = None, **kwargs: Any) -> list[Any]:
        """The cells of an action; text that a spreadsheet would run is text."""
        entry = Entry(instance)
        texts = [own_format.shown(entry.value(column)) for column in self.columns]
        return [safe_text(cell) if isinstance(cell, str) else cell for cell in texts]
