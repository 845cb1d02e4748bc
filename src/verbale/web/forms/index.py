"""What a reader asks of the indexes of actors and instruments."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from verbale.web.templatetags.verbale import ACTOR_TYPES, INSTRUMENTS

LONGEST = 100  # characters of a name


class ActorsForm(forms.Form):
    """Who is looked for."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST, required=False)
    type = forms.ChoiceField(label=_("Kind"), choices=[("", _("all")), *ACTOR_TYPES.items()], required=False)


class InstrumentsForm(forms.Form):
    """Which documents are looked for."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all")), *INSTRUMENTS.items()], required=False)
