"""The name under which a search is kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 120  # characters, as the table has it


class SavedSearchForm(forms.Form):
    """A name for a search."""

    name = forms.CharField(label=_("Name of the search"), max_length=LONGEST)
