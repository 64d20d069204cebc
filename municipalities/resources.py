"""Reference data in and out as a table, by the codes that people know."""

from typing import Any

from import_export import fields, resources
from import_export.formats.base_formats import CSV, ODS, XLSX
from import_export.widgets import ForeignKeyWidget

from municipalities.models import Municipality, Organisation, Region
from tables.text import clean
from tables.writing import safe_text

TABLES = [XLSX, ODS, CSV]  # the kinds of file that people here work with


class SafeResource(resources.ModelResource):  # type: ignore[misc]
    """A table of which a spreadsheet runs no cell, and that reads in again as it was."""

    def export_resource(self, instance: Any, selected_fields: Any = None, **kwargs: Any) -> list[Any]:
        """The cells of a row; text that would run is text."""
        cells = super().export_resource(instance, selected_fields, **kwargs)
        return [safe_text(cell) if isinstance(cell, str) else cell for cell in cells]

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Without what export put before text that would run."""
        row.update({name: clean(value) for name, value in row.items() if isinstance(value, str)})


class MunicipalityResource(SafeResource):
    """Municipalities by CBS code."""

    class Meta:
        model = Municipality
        import_id_fields = ("code",)
        fields = (
            *("code", "slug", "name", "name_cbs", "province", "province_code"),
            *("valid_from", "valid_until", "fictitious", "source"),
        )
        skip_unchanged = True
        clean_model_instances = True


class OrganisationResource(SafeResource):
    """Organisations by region and name."""

    region = fields.Field(attribute="region", column_name="region", widget=ForeignKeyWidget(Region, "slug"))
    municipality = fields.Field(
        attribute="municipality", column_name="municipality", widget=ForeignKeyWidget(Municipality, "code")
    )

    class Meta:
        model = Organisation
        import_id_fields = ("region", "name")
        fields = ("region", "name", "kind", "municipality")
        skip_unchanged = True
        clean_model_instances = True
