"""The form by which anyone writes to the editors about a promise."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kepil.web.desk.models import Submission
from kepil.web.scene import Scene

TEXT = 4000
"""Characters of a text."""
_ENTRY = re.compile(r"(?:.*/entries/)?(E[1-9][0-9]{0,17})(?:[/?#].*)?", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class WriteForm(forms.Form):
    """What somebody sends in about an entry. `website` is no field of people: who fills it in is a program."""

    kind = forms.ChoiceField(
        label=_("What do you want to tell us?"),
        choices=(
            ("error", _("Something here is wrong")),
            ("evidence", _("I have evidence of what came of it")),
            ("reply", _("I reply for whoever made the promise")),
        ),
        widget=forms.RadioSelect,
        initial="error",
    )
    entry = forms.CharField(label=_("About which promise?"), max_length=500)
    text = forms.CharField(label=_("What you want to say"), max_length=TEXT, widget=forms.Textarea({"rows": 8}))
    url = forms.CharField(
        label=_("A link that shows it"),
        required=False,
        max_length=500,
        widget=forms.URLInput({"placeholder": "https://"}),
        validators=[URLValidator(("http", "https"))],
    )
    name = forms.CharField(
        label=_("Your name"), required=False, max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    contact = forms.CharField(
        label=_("How we can reach you"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "email"}),
    )
    agreed = forms.BooleanField(label=_("My name may be published beside my reply"), required=False)
    website = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}))

    use_required_attribute = True

    def __init__(self, scene: Scene, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self.scene = scene
        self.fields["name"].widget.attrs["aria-describedby"] = "help-name"
        self.fields["url"].widget.attrs["aria-describedby"] = "help-url"
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                widget = self.fields[name].widget
                described = " ".join(filter(None, [f"error-{name}", widget.attrs.get("aria-describedby")]))
                widget.attrs.update({"aria-invalid": "true", "aria-describedby": described})

    def clean_entry(self) -> str:
        found = _ENTRY.fullmatch(self.cleaned_data["entry"].strip())
        try:
            if found is None:
                raise Http404
            _survey, row = self.scene.entry(found[1].upper())
        except Http404 as error:
            raise ValidationError(
                _("There is no such published promise. Give its number, such as E12, or the address of its page.")
            ) from error
        self.title = row.title
        return row.id

    def clean_text(self) -> str:
        text = _plain(self.cleaned_data["text"])
        if len(text) < 10:
            raise ValidationError(_("Please say a little more, so that we can look into it."))
        return text

    def clean_name(self) -> str:
        return " ".join(_plain(self.cleaned_data["name"]).split())

    def clean_contact(self) -> str:
        return " ".join(_plain(self.cleaned_data["contact"]).split())

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") == "reply":
            if not found.get("name"):
                self.add_error(
                    "name", _("A reply needs the name of the body, or of the person in office, who gives it.")
                )
            if not found.get("agreed"):
                self.add_error("agreed", _("A reply is published under its name, so we need your consent."))
        return found

    def kept(self, at: Any) -> Submission:
        """What is stored of a form that is in order."""
        given = self.cleaned_data
        return Submission(
            at=at,
            kind=given["kind"],
            entry=given["entry"],
            text=given["text"],
            url=given["url"],
            name=given["name"],
            contact=given["contact"],
        )


def _plain(text: str) -> str:
    """A text without characters that are not seen, and with one kind of line ends."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
