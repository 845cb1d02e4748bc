"""What a reader asks of the calendar."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from verbale.periods import period
from verbale.store.answers.events import Choice
from verbale.web.months import EARLIEST, LATEST

LONGEST = 100  # characters of a name


class ChoiceForm(forms.Form):
    """Which events are wanted."""

    party = forms.CharField(label=_("Party"), max_length=LONGEST, required=False)
    place = forms.CharField(label=_("Place"), max_length=LONGEST, required=False)

    @property
    def choice(self) -> Choice:
        """What was asked, once it is valid."""
        return Choice(self.cleaned_data.get("party", ""), self.cleaned_data.get("place", ""))


class MonthForm(ChoiceForm):
    """Which month is wanted, too."""

    month = forms.CharField(
        label=_("Month"),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2031-05"}),
    )

    def clean_month(self) -> date | None:
        """The month's first day."""
        given: str = self.cleaned_data["month"]
        found = period(given) if len(given) == len("2031-05") else None
        is_month = found is not None and given[5:].isdigit() and EARLIEST <= found.first <= LATEST
        if given and not is_month:
            raise forms.ValidationError(_("Write a month as year and number: 2031-05."))
        return found.first if found else None


class DayForm(ChoiceForm):
    """From which day on, too."""

    day = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


def errors_of(form: forms.Form) -> list[str]:
    """What is wrong with a form, a line for each field."""
    return [f"{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
