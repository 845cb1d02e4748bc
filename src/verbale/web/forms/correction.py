"""A reviewer's decision, and corrections of statements, meetings and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verbale.errors import NotStored
from verbale.store.models import Appearance, Citation, Item, Meeting, Statement
from verbale.store.people.sides import named
from verbale.store.reviewing.chain import LONGEST_REASON
from verbale.types import Span
from verbale.web.review.quoting import located, quoted
from verbale.web.templatetags.verbale import ACTS, INSTRUMENTS, KINDS, MEETINGS, STATUSES
from verbale.web.told import told

LONGEST_QUOTE = 20_000  # characters
LONGEST_LINE = 500
MOST_PARTIES = 50
_SPANS = ("content", "source", "cue")


class DecisionForm(forms.Form):
    """What every decision carries: the version that was on the screen, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Why (optional)"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class CorrectionForm(DecisionForm):
    """A correction of one item, filled in with the values that it has; ``changes`` are those that differ."""

    def __init__(self, item: Any, text: str, passage: Span, data: Mapping[str, Any] | None = None) -> None:
        self.item = item
        self.text = text
        self.passage = passage
        super().__init__(data, initial=self.values() | {"version": item.version})

    def values(self) -> dict[str, Any]:
        """The item's values, by the names of the fields."""
        raise NotImplementedError

    def changes(self) -> dict[str, Any]:
        """Of a valid form what differs, as ``store.corrections`` wants it."""
        return {name: self.cleaned_data[name] or None for name in self.changed_data if name in self.values()}


class StatementForm(CorrectionForm):
    """Speaker, words, act and kind of a statement."""

    speaker = forms.ChoiceField(label=_("Speaker"), required=False)
    other = forms.CharField(
        label=_("Another speaker"),
        help_text=_("Somebody whom this report does not name: a name or key known to the record."),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"list": "actors", "autocomplete": "off"}),
    )
    content = forms.CharField(
        label=_("What was said"),
        help_text=_("In the words of the passage; […] between parts that do not stand together."),
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = forms.CharField(label=_("Source, as the report has it"), required=False, max_length=LONGEST_QUOTE)
    cue = forms.CharField(label=_("Words that attribute"), required=False, max_length=LONGEST_QUOTE)
    target_actor = forms.ChoiceField(label=_("Towards whom"), required=False)
    act = forms.ChoiceField(label=_("Act"), choices=list(ACTS.items()))
    kind = forms.ChoiceField(label=_("How it is given"), choices=list(KINDS.items()))
    content_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_LINE)
    source_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_LINE)
    cue_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_LINE)

    item: Statement

    def __init__(self, item: Statement, text: str, passage: Span, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(item, text, passage, data)
        choices = [("", _("not named")), *known_actors(item).items()]
        for name in ("speaker", "target_actor"):
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices, required=False)

    def values(self) -> dict[str, Any]:
        """The statement's values, by the names of the fields."""
        item = self.item
        return {
            "speaker": item.speaker.key if item.speaker else "",
            "target_actor": item.target.key if item.target else "",
            "act": item.act,
            "kind": item.kind,
            **{name: quoted(self.text, self._spans(name)) for name in _SPANS},
        }

    def clean(self) -> dict[str, Any]:
        """The fields, with spans for what is quoted and a key for another speaker."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in _SPANS:
            words = cleaned.get(name)
            if words:
                try:
                    cleaned[name] = self._located(name, words, cleaned.get(f"{name}_at", ""))
                except ValidationError as error:
                    self.add_error(name, error)
        if cleaned.get("other"):
            try:
                cleaned["speaker"] = one_actor(cleaned["other"])
            except ValidationError as error:
                self.add_error("other", error)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Of a valid form what differs: spans in code points, actors by their keys."""
        cleaned = self.cleaned_data
        changes: dict[str, Any] = {name: cleaned[name] for name in ("act", "kind") if name in self.changed_data}
        changes |= {
            name: cleaned[name] or None for name in ("speaker", "target_actor") if cleaned[name] != self.values()[name]
        }
        for name in _SPANS:
            spans = cleaned[name] or []
            if spans != self._spans(name):
                places = [[span.start, span.end] for span in spans]
                changes[name] = places if name == "content" else next(iter(places), None)
        return changes

    def _located(self, name: str, words: str, places: str) -> list[Span]:
        before = self._spans(name)
        if not places and " ".join(words.split()) == quoted(self.text, before):
            return before
        spans = located(self.text, self.passage, words, places)
        if name != "content" and len(spans) > 1:
            raise ValidationError(_("Only what was said may have several parts."), code="parts")
        return spans

    def _spans(self, name: str) -> list[Span]:
        found = self.item.spans[name]
        if name == "content":
            return [Span(start, end) for start, end in found]
        return [Span(*found)] if found else []


class _FactForm(CorrectionForm):
    """What meetings and citations have in common: a date, and parties by their names."""

    date = forms.CharField(
        label=_("Date"), help_text=_("Like 2031-05-17, 2031-05 or 2031."), required=False, max_length=LONGEST_LINE
    )
    parties = forms.CharField(
        label=_("Parties"),
        help_text=_("One name a line."),
        required=False,
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def changes(self) -> dict[str, Any]:
        """Of a valid form what differs."""
        changes = super().changes()
        if "parties" in changes:
            lines = (changes["parties"] or "").splitlines()
            changes["parties"] = [name.strip() for name in lines if name.strip()][: MOST_PARTIES + 1]
        return changes


class MeetingForm(_FactForm):
    """Kind, status, place, dates and parties of a meeting."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(MEETINGS.items()))
    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    place = forms.CharField(label=_("Place"), required=False, max_length=LONGEST_LINE)
    former_date = forms.CharField(label=_("Date before it was postponed"), required=False, max_length=LONGEST_LINE)

    item: Meeting

    def values(self) -> dict[str, Any]:
        """The meeting's values, by the names of the fields."""
        item = self.item
        return {
            "kind": item.kind,
            "status": item.status,
            "place": item.place or "",
            "date": item.date or "",
            "former_date": item.former_date or "",
            "parties": "\n".join(item.party_names),
        }


class CitationForm(_FactForm):
    """Name, kind, date and parties of an instrument as a report cites it."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_LINE)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(INSTRUMENTS.items()))

    item: Citation

    def values(self) -> dict[str, Any]:
        """The citation's values, by the names of the fields."""
        item = self.item
        return {
            "name": item.name,
            "kind": item.kind,
            "date": item.date or "",
            "parties": "\n".join(item.party_names),
        }


_FORMS: Mapping[type[Item], type[CorrectionForm]] = {
    Statement: StatementForm,
    Meeting: MeetingForm,
    Citation: CitationForm,
}


def correction_form(item: Item, text: str, passage: Span, data: Mapping[str, Any] | None = None) -> CorrectionForm:
    """The form that corrects ``item``, which stands in the ``passage`` of a report with ``text``."""
    return _FORMS[type(item)](item, text, passage, data)


def known_actors(item: Statement) -> dict[str, str]:
    """Who may be meant: the actors of the report, and those that the item has already; names by key."""
    seen = Appearance.objects.filter(report_id=item.report_id).select_related("actor").order_by("name")
    names = {appearance.actor.key: appearance.name for appearance in seen}
    already: Iterable[Any] = (item.speaker, item.target)
    return {actor.key: actor.name for actor in already if actor is not None} | names


def one_actor(text: str) -> str:
    """The key of the one actor that ``text`` names. Raises ``ValidationError`` where there is none, or several."""
    try:
        actors = named(text).actors
    except NotStored as error:
        raise ValidationError(told(error), code="unknown") from error
    if len(actors) > 1:
        keys = ", ".join(f"{actor.name} ({actor.key})" for actor in actors[:10])
        raise ValidationError(
            _("Several are called so: give the key of one of %(keys)s"), params={"keys": keys}, code="ambiguous"
        )
    return actors[0].key
