"""A reader's question or correction, and what a moderator says to it."""

from __future__ import annotations

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _

from verbale.web.models import QuestionKind

LONGEST_TEXT = 4000  # characters
LONGEST_CONTACT = 200
LONGEST_ANSWER = 8000
QUICKEST = 3  # seconds in which nobody has read a form and filled it in
LONGEST_OPEN = 24 * 3600  # seconds that a form may have been open

_signer = TimestampSigner(salt="verbale.question")


class QuestionForm(forms.Form):
    """A question or correction about one item; needs no account.

    ``website`` is a trap: people do not see it. ``opened`` proves when the form was given out.
    """

    kind = forms.ChoiceField(
        label=_("What do you send?"), choices=QuestionKind.choices, widget=forms.RadioSelect, initial="question"
    )
    text = forms.CharField(
        label=_("Your question or correction"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("Contact (optional)"),
        help_text=_("If you would like to be reached. Only moderators see it; no e-mail is needed."),
        max_length=LONGEST_CONTACT,
        required=False,
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_CONTACT)

    def clean(self) -> dict[str, object]:
        """The fields; an error where the form was sent too soon, or long after it was given out."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        opened = str(cleaned.get("opened", ""))
        if not _signed(opened, within=LONGEST_OPEN):
            self.add_error(
                None, _("This form was open for too long. Your words are still here: please send them again.")
            )
        elif _signed(opened, within=QUICKEST):
            self.add_error(
                None, _("That was very quick. Your words are still here: please send them again in a moment.")
            )
        return cleaned

    @property
    def stamp(self) -> str:
        """When the form was given out: as it came back, or now."""
        given = self.data.get("opened", "")
        return given if _signed(given, within=LONGEST_OPEN) else _signer.sign("form")


def _signed(stamp: str, within: int) -> bool:
    """Whether ``stamp`` was signed here in the last ``within`` seconds."""
    try:
        _signer.unsign(stamp, max_age=within)
    except BadSignature:  # also of one that is too old
        return False
    return True


class AnswerForm(forms.Form):
    """What a moderator does with a question; ``version`` is the one that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Stands under the question for everybody; of a declined one only its reader sees it."),
    )
