"""Reference data in and out as a table, by the codes that people know."""

from import_export import fields, resources
from import_export.formats.base_formats import CSV, ODS, XLSX
from import_export.widgets import ForeignKeyWidget

from municipalities.models import Municipality, Organisation, Region

TABLES = [XLSX, ODS, CSV]  # the kinds of file that people here work with


class MunicipalityResource(resources.ModelResource):  # type: ignore[misc]
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


class OrganisationResource(resources.ModelResource):  # type: ignore[misc]
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
