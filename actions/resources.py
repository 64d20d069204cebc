"""Reference data of plans in and out as a table."""

from import_export import resources

from actions.models import Topic


class TopicResource(resources.ModelResource):  # type: ignore[misc]
    """Topics by their name in addresses."""

    class Meta:
        model = Topic
        import_id_fields = ("slug",)
        fields = ("slug", "title", "text")
        skip_unchanged = True
        clean_model_instances = True
