"""The pages of uploads: what was given, a form for more, how far one is."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepil.sources.currency import parse_currency
from kepil.web.desk import audit
from kepil.web.desk.access import by, needs
from kepil.web.desk.models import Upload
from kepil.web.desk.uploads import jobs
from kepil.web.desk.uploads.limits import FILE, FILES, TOTAL, stopped

SHOWN = 30
LANGUAGE = r"^[A-Za-z]{2,3}$"


class Addresses(forms.CharField):
    """Addresses, one a line."""

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        valid = URLValidator(schemes=["http", "https"])
        for one in found:
            try:
                valid(one)
            except forms.ValidationError as error:
                wrong = _("%(address)s is no address that begins with https:// or http://.")
                raise forms.ValidationError(wrong % {"address": one[:200]}) from error
        return found


class UploadForm(forms.Form):
    """What is given beside the files, and what is known of all of them."""

    addresses = Addresses(
        label=gettext_lazy("Addresses"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line; pages and files of the open internet."),
    )
    published = forms.DateField(
        label=gettext_lazy("Published"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Where the texts do not say it themselves."),
    )
    speaker = forms.CharField(label=gettext_lazy("Speaker"), required=False, max_length=300)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=300)
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    language = forms.RegexField(
        LANGUAGE,
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("A code such as en; told from the text where you leave it open."),
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("What a bare “$” or a local word means: SGD, or crown=XVC."),
    )

    def clean_currency(self) -> str:
        given = str(self.cleaned_data["currency"])
        try:
            parse_currency(given)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return given

    def clean_language(self) -> str:
        return str(self.cleaned_data["language"]).lower()

    def known(self) -> dict[str, str]:
        """What is known of all of them, as plain texts."""
        names = ("published", "speaker", "publisher", "title", "language", "currency")
        return {name: str(value) for name in names if (value := self.cleaned_data.get(name))}


@needs("editor")
@require_safe
def uploads_page(request: HttpRequest) -> HttpResponse:
    """The last uploads, the newest first."""
    jobs.sweep(request.scene.site)  # type: ignore[attr-defined]
    found = [_summed(one) for one in Upload._default_manager.prefetch_related("items")[:SHOWN]]
    return render(request, "kepil/desk/uploads.html", {"uploads": found})


@needs("editor")
@require_http_methods(["GET", "POST"])
def upload_new(request: HttpRequest) -> HttpResponse:
    """Give files and addresses to be read."""
    limits = {"file": FILE >> 20, "files": FILES, "total": TOTAL >> 20}
    wrong: list[str] = []
    form = UploadForm()
    if request.method == "POST":
        cut = stopped(request)
        form = UploadForm(request.POST)
        files = cast(Any, request.FILES).getlist("files")
        if cut is not None:
            wrong = [_too_much(*cut)]
            audit.record(request, "upload.refused", why=cut[0])
        elif form.is_valid():
            addresses = form.cleaned_data["addresses"]
            if not files and not addresses:
                wrong = [_("Choose files, or give addresses.")]
            elif len(files) + len(addresses) > FILES:
                wrong = [_too_much("files", "")]
            else:
                site = request.scene.site  # type: ignore[attr-defined]
                upload = jobs.begin(site, by(request), files, addresses, form.known())
                names = [jobs.clean(one.name) for one in files]
                audit.record(request, "upload.started", str(upload.pk), files=names, addresses=addresses)
                return redirect("desk-upload", upload.pk)
    found = {"form": form, "wrong": wrong, "limits": limits}
    return render(request, "kepil/desk/upload_new.html", found, status=422 if wrong or form.errors else 200)


@needs("editor")
@require_safe
def upload_page(request: HttpRequest, id: int) -> HttpResponse:
    """How far an upload is, and what came of each file and address."""
    jobs.sweep(request.scene.site)  # type: ignore[attr-defined]
    upload = _summed(get_object_or_404(Upload._default_manager.prefetch_related("items"), pk=id))
    running = upload["upload"].state in jobs.OPEN
    return render(request, "kepil/desk/upload.html", {**upload, "running": running})


@needs("editor")
@require_POST
def upload_seen(request: HttpRequest, id: int) -> HttpResponse:
    """Put the problems of an upload aside: they are not counted on the desk's first page any more."""
    upload = get_object_or_404(Upload, pk=id)
    count = upload.items.filter(state__in=("failed", "stopped"), seen=False).update(seen=True)  # type: ignore[attr-defined]
    audit.record(request, "upload.seen", str(id), problems=count)
    said = ngettext("%(count)d problem was put aside.", "%(count)d problems were put aside.", count)
    messages.success(request, said % {"count": count})
    return redirect("desk-upload", id)


def _summed(upload: Upload) -> dict[str, Any]:
    items = list(upload.items.all())  # type: ignore[attr-defined]
    count = {state: sum(one.state == state for one in items) for state in ("added", "known", "failed", "stopped")}
    open_ones = any(not one.seen for one in items if one.state in ("failed", "stopped"))
    done = sum(one.state not in ("waiting", "running") for one in items)
    return {"upload": upload, "items": items, "done": done, "total": len(items), "count": count, "unseen": open_ones}


def _too_much(what: str, name: str) -> str:
    if what == "file":
        return _("%(name)s is larger than %(size)d MB.") % {"name": jobs.clean(name), "size": FILE >> 20}
    if what == "total":
        return _("Together they are larger than %(size)d MB.") % {"size": TOTAL >> 20}
    return _("At most %(number)d files and addresses go into one upload.") % {"number": FILES}
