"""Signing in and out. Accounts are made on the command line (``verbale reviewers``)."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.urls import path, reverse

from verbale.web.forms.sign_in import SignInForm
from verbale.web.permissions import Task, tasks_of


class SignIn(LoginView):
    """Name and password; then back to the page that asked for them."""

    template_name = "web/accounts/sign_in.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        """Where work waits for whoever has signed in."""
        tasks = tasks_of(self.request.user)
        return reverse("questions" if Task.MODERATE in tasks and Task.REVIEW not in tasks else "review")

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The form again, with the status of a refusal."""
        throttled = isinstance(form, SignInForm) and form.throttled
        return self.render_to_response(self.get_context_data(form=form), status=429 if throttled else 403)


urlpatterns = [
    path("sign-in", SignIn.as_view(), name="sign_in"),
    path("sign-out", LogoutView.as_view(next_page="home"), name="sign_out"),
]
