"""What documents are called in a list: short, and never two the same."""

from collections import Counter
from collections.abc import Iterable

from actions.models import Document


def name_of(document: Document, *, needs_title: bool, needs_years: bool) -> str:
    """What a document is called in a list: its kind, with its years or by its title where that tells it apart."""
    if needs_title:
        return document.title
    kind = str(document.get_kind_display())
    return f"{kind} {document.period}".rstrip() if needs_years else kind


class Naming:
    """What documents are called where several of them are told."""

    def __init__(self, documents: Iterable[Document]) -> None:
        once = {document.pk: document for document in documents}.values()
        self._alike = Counter((each.programme_id, each.kind) for each in once)
        self._same_years = Counter((each.programme_id, each.kind, each.period) for each in once)

    def needs_title(self, document: Document) -> bool:
        """Whether its kind and years do not tell it apart."""
        return self._same_years[document.programme_id, document.kind, document.period] > 1

    def needs_years(self, document: Document) -> bool:
        """Whether its kind does not tell it apart."""
        return self._alike[document.programme_id, document.kind] > 1

    def name(self, document: Document) -> str:
        """What it is called."""
        return name_of(document, needs_title=self.needs_title(document), needs_years=self.needs_years(document))
