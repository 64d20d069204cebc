"""Decisions in a report: per document where each body stands. What is planned is never counted as decided."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from actions.models import Document, Programme
from decisions.models import Adoption, Advice, Commitment
from decisions.pages.adoptions import Strip, strips_of
from decisions.rules.silent import silent
from decisions.rules.terms import parties_of, response_heading, term_of, to_whom
from decisions.rules.wording import bodies_in_order, nothing_known, of_adoption, of_commitment
from reading import formats


@dataclass(frozen=True)
class AdoptionItem:
    """One body of one municipality."""

    municipality: str
    body: str
    state: str
    when: str
    remark: str


@dataclass(frozen=True)
class AdviceItem:
    """An advice on a document."""

    by: str
    direction: str
    when: str
    text: str
    whom: str  # the kind of body, and the municipality that it advised
    answer_heading: str
    answer: str  # what was done with it; empty when nothing is known


@dataclass(frozen=True)
class DocumentItem:
    """A document with the decisions on it."""

    title: str
    kind: str
    period: str
    decided_by: str
    answerable: str
    particulars: list[tuple[str, str]]  # what the paper says of itself
    accompanies: bool  # it comes with other documents: nobody adopts it for itself
    participants: list[str]
    sentences: list[str]  # per body what is known of all, and how many stand where
    nothing_known: str  # what is said when no decision is on record
    adoptions: list[AdoptionItem]
    advices: list[AdviceItem]


@dataclass(frozen=True)
class CommitmentItem:
    """A declaration of intent or a promise."""

    title: str
    text: str
    state: str
    when: str
    term: str  # from when until when it holds, where `when` does not say it
    purpose: str
    parties: list[str]  # with who signed for them, and for how long


@dataclass(frozen=True)
class Decisions:
    """The state of adoption of a programme."""

    documents: list[DocumentItem]
    commitments: list[CommitmentItem]

    @property
    def has_adoptions(self) -> bool:
        """Whether anything is known of decisions on these documents."""
        return any(document.adoptions for document in self.documents)


def read_decisions(programme: Programme, *, reader: AnonymousUser, on: datetime.date) -> Decisions:
    """The documents that a reader may see, with decisions, advice and commitments, as told on a day."""
    told = Adoption.objects.decisions().seen_by(reader).select_related("municipality", "document")
    documents = (
        Document.objects.visible_to(reader)
        .filter(programme=programme)
        .prefetch_related(Prefetch("adoptions", told), "advices__municipality", "participants")
    )
    commitments = programme.commitments.prefetch_related("signatures__organisation")
    return Decisions(
        [_document(document, on) for document in documents], [_commitment(each, on) for each in commitments]
    )


def _document(document: Document, on: datetime.date) -> DocumentItem:
    order = bodies_in_order(document.decided_by)
    kept = list(document.adoptions.all())
    adoptions = sorted(
        [*kept, *silent(document, document.participants.all(), kept)],
        key=lambda row: (row.municipality.name, order.index(Adoption.Body(row.body))),
    )
    return DocumentItem(
        title=document.title,
        kind=document.get_kind_display(),
        period=document.period,
        decided_by=document.get_decided_by_display(),
        answerable=document.answerable,
        particulars=document.particulars,
        accompanies=document.accompanies,
        participants=sorted(place.name for place in document.participants.all()),
        sentences=[_told(strip) for strip in strips_of(document, adoptions, on)],
        nothing_known=nothing_known(document.decided_by),
        adoptions=[_adoption(adoption, on) for adoption in adoptions],
        advices=[_advice(advice) for advice in document.advices.all()],
    )


def _adoption(adoption: Adoption, on: datetime.date) -> AdoptionItem:
    words = of_adoption(adoption, on)
    return AdoptionItem(
        municipality=adoption.municipality.name,
        body=adoption.get_body_display(),
        state=words.label,
        when=words.when,
        remark=" ".join(part for part in (adoption.amendment, adoption.reason) if part),
    )


def _told(strip: Strip) -> str:
    """`Raden: 1 van de 2 raden heeft vastgesteld. Stand: 1 vastgesteld, 1 gepland voor het 1e kwartaal 2027.`"""
    listed = ", ".join(f"{part.count} {part.label}" for part in strip.parts)
    return f"{strip.label}: {strip.sentence} Stand: {listed}."


def _advice(advice: Advice) -> AdviceItem:
    return AdviceItem(
        by=advice.by,
        direction=advice.get_direction_display(),
        when=formats.day(advice.on),
        text=advice.text,
        whom=to_whom(advice),
        answer_heading=response_heading(advice),
        answer=advice.response,
    )


def _commitment(commitment: Commitment, on: datetime.date) -> CommitmentItem:
    words = of_commitment(commitment, on)
    return CommitmentItem(
        title=commitment.title,
        text=commitment.text,
        state=words.label,
        when=words.when,
        term="" if words.state == "ended" else term_of(commitment, on),
        purpose=commitment.purpose,
        parties=parties_of(commitment, on),
    )
