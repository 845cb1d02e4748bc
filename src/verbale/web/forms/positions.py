"""Whose positions a reader asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from verbale.web.templatetags.verbale import ACTS

LONGEST = 200  # characters of a name
_NAMES = {"list": "names", "autocomplete": "off"}


class SidesForm(forms.Form):
    """Two sides (names, keys or codes), and of their positions all or those of one cell of the matrix."""

    one = forms.CharField(label=_("One side"), max_length=LONGEST, required=False, widget=forms.TextInput(attrs=_NAMES))
    other = forms.CharField(
        label=_("Other side"), max_length=LONGEST, required=False, widget=forms.TextInput(attrs=_NAMES)
    )
    act = forms.ChoiceField(choices=[("", ""), *ACTS.items()], required=False, widget=forms.HiddenInput)
    speaker = forms.SlugField(max_length=12, required=False, widget=forms.HiddenInput)
    target = forms.SlugField(max_length=12, required=False, widget=forms.HiddenInput)
    after = forms.RegexField("^[0-9a-f]{1,16}$", required=False, widget=forms.HiddenInput)
