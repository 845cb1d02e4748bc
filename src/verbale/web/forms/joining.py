"""What editors do with actors: join, split, undo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verbale.store.reviewing.chain import LONGEST_REASON
from verbale.web.forms.correction import LONGEST_LINE, one_actor

MOST_PLACES = 200  # appearances that one form can name
PAIR = 2  # a report's key and an item's id
LONGEST_ID = 16  # characters of either


class EditForm(forms.Form):
    """What every change of an actor carries: the last decision that was on the screen, and why."""

    last = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class JoinForm(EditForm):
    """The actor that this one is."""

    into = forms.CharField(
        label=_("Is the same as"),
        help_text=_("A name or key known to the record."),
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"list": "actors", "autocomplete": "off"}),
    )

    def clean_into(self) -> str:
        """The key of the actor that is named."""
        return one_actor(self.cleaned_data["into"])


class PlacesField(forms.MultipleChoiceField):
    """Places of appearances, "report item": the report's key and the id in its record."""

    def to_python(self, value: Any) -> list[Any]:
        """The places as pairs."""
        return [place.split(" ") for place in super().to_python(value)]

    def validate(self, value: list[Any]) -> None:
        """Any place that is well formed; whether the actor appears there is for the store to say."""
        if not value:
            raise ValidationError(_("Choose the appearances that are somebody else's."), code="none")
        if len(value) > MOST_PLACES or any(len(place) != PAIR or max(map(len, place)) > LONGEST_ID for place in value):
            raise ValidationError(_("One of the places cannot be."), code="malformed")


class SplitForm(EditForm):
    """The appearances that are somebody else's."""

    places = PlacesField(label=_("Appearances of somebody else"))


class UndoForm(EditForm):
    """The decision that is taken back."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
