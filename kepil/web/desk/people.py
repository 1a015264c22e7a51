"""Accounts at the desk: an admin makes them, gives roles and new passwords, disables them. And one's own page."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepil.register.state import RegisterError
from kepil.web.desk import accounts, audit, changing
from kepil.web.desk.access import ROLES, by, needs, role_of
from kepil.web.desk.templatetags.desk import role_name

MEANING = {
    "reader": gettext_lazy("sees drafts"),
    "coder": gettext_lazy("checks and codes what was found"),
    "editor": gettext_lazy("decides: verdicts, links, publishing, uploads"),
    "admin": gettext_lazy("looks after accounts, and may do all the rest"),
}


def _roles() -> list[tuple[str, str]]:
    return [(one, f"{role_name(one)}: {MEANING[one]}") for one in ROLES]


class NewAccount(forms.Form):
    """What a new account is made of."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, help_text=gettext_lazy("Letters, digits and @ . + - _")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=_roles)


@needs("admin")
@require_http_methods(["GET", "POST"])
def accounts_page(request: HttpRequest) -> HttpResponse:
    """All accounts, and a form for a new one; its password is shown once."""
    form = NewAccount(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        password = accounts.new_password()
        try:
            accounts.add(form.cleaned_data["name"], form.cleaned_data["role"], password)
        except RegisterError as error:
            form.add_error("name", str(error))
        else:
            account = accounts.one(form.cleaned_data["name"])
            audit.record(request, "account.added", account.name, role=str(account.role))
            made, form = {"name": account.name, "password": password}, NewAccount()
    found = {"accounts": accounts.every(), "form": form, "made": made}
    return render(request, "kepil/desk/accounts.html", found, status=422 if form.errors else 200)


@needs("admin")
@require_safe
def account_page(request: HttpRequest, name: str) -> HttpResponse:
    """One account with what can be done about it."""
    account = _account(name)
    own = account.name == by(request)
    return render(request, "kepil/desk/account.html", {"account": account, "own": own, "roles": _roles()})


@needs("admin")
@require_POST
@sensitive_post_parameters()
def account_change(request: HttpRequest, name: str) -> HttpResponse:
    """Another role, a new password, no second factor any more, disabled or enabled again."""
    account = _account(name)
    what = request.POST.get("what", "")
    if account.name == by(request):  # so that one admin is always left
        messages.error(request, _("Ask another admin to change your own account."))
        return redirect("desk-account", account.name)
    if what == "password":
        password = accounts.new_password()
        accounts.set_password(account.name, password)
        audit.record(request, "account.password", account.name)
        made = {"name": account.name, "password": password}
        return render(request, "kepil/desk/account.html", {"account": account, "made": made, "roles": _roles()})
    if what == "role":
        changed = changing.attempt(
            request,
            lambda: accounts.set_role(account.name, request.POST.get("role", "")),
            _("%(name)s has another role.") % {"name": account.name},
        )
        if changed:
            after = request.POST["role"]
            audit.record(request, "account.role", account.name, before=account.role, after=after)
    elif what == "factors":
        gone = accounts.forget_factors(account.name)
        audit.record(request, "account.factors", account.name, forgotten=gone)
        messages.success(request, _("%(name)s has no second factor any more.") % {"name": account.name})
    elif what in ("disable", "enable"):
        accounts.set_active(account.name, what == "enable")
        audit.record(request, f"account.{what}d", account.name)
        said = _("%(name)s may sign in again.") if what == "enable" else _("%(name)s may sign in no longer.")
        messages.success(request, said % {"name": account.name})
    return redirect("desk-account", account.name)


@needs("reader")
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """One's own account: role, password, second factor."""
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    role = role_of(request.user)
    found = {"role": role, "meaning": MEANING[role] if role else "", "factors": kinds}
    return render(request, "kepil/desk/me.html", found)


def _account(name: str) -> accounts.Account:
    try:
        return accounts.one(name)
    except RegisterError as error:
        raise Http404(str(error)) from error
