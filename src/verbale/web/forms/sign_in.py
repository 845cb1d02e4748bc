"""Signing in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verbale.web.limits import Limit, caller, give_back, take

_WITHIN = timedelta(minutes=15)
# The third is wide: who only wants to keep somebody out has to come from many addresses.
OF_ADDRESS = Limit("sign-in address", 20, _WITHIN)
OF_NAME_AT_ADDRESS = Limit("sign-in name at", 5, _WITHIN)
OF_NAME = Limit("sign-in name", 100, _WITHIN)


class SignInForm(AuthenticationForm):
    """Name and password. What is wrong with them is not said; attempts are counted by address and by name."""

    throttled = False

    def clean(self) -> dict[str, Any]:
        """Who signs in; an error where too many attempts came from this address or for this name."""
        if self.request is None:
            raise TypeError("signing in needs the request that it came with")
        address, name = caller(self.request), str(self.cleaned_data.get("username", "")).casefold()
        here = f"{name} {address}"
        if not take((OF_ADDRESS, address), (OF_NAME_AT_ADDRESS, here), (OF_NAME, name)):
            self.throttled = True
            raise ValidationError(_("Too many attempts. Try again in a quarter of an hour."), code="throttled")
        try:
            cleaned = super().clean()
        except ValidationError as error:
            raise ValidationError(_("Name or password is wrong."), code="wrong") from error
        give_back(OF_NAME_AT_ADDRESS, here)
        give_back(OF_NAME, name)
        return cleaned
