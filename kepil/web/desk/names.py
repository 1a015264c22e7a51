"""Bodies, regions and programmes at the desk: simple forms to add and name them, with a reason as for every change."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kepil.register import events as e
from kepil.register.records import Body, Programme, Region
from kepil.register.views.names import new_id
from kepil.web.desk import changing
from kepil.web.desk.access import by, needs
from kepil.web.words import word

_Reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=1000)


class _Form(forms.Form):
    """A form whose choices are records of the register."""

    def __init__(self, data: Any = None, *, scene: Any, prefix: str) -> None:
        super().__init__(data, prefix=prefix, auto_id=f"{prefix}-%s")
        self.frame = scene.frame
        self.store = scene.store
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name in _CHOICES:
                given = [(one.id, one.name) for one in _CHOICES[name](self.frame)]
                empty = [] if field.required else [("", "—")]
                field.choices = [*empty, *sorted(given, key=lambda one: one[1].casefold())]


_CHOICES: Mapping[str, Callable[[Any], Iterable[Any]]] = {
    "part_of": lambda frame: frame.bodies.by_id.values(),
    "body": lambda frame: frame.bodies.by_id.values(),
    "office": lambda frame: [one for one in frame.bodies.by_id.values() if one.what == "office"],
    "person": lambda frame: [one for one in frame.bodies.by_id.values() if one.what == "person"],
    "region": lambda frame: frame.regions.by_id.values(),
    "within": lambda frame: frame.regions.by_id.values(),
    "programme": lambda frame: frame.programmes.values(),
}


def _aliases() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line."),
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class BodyForm(_Form):
    """A new body, office or person in public office."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    what = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=lambda: [(one, word(one)) for one in ("body", "office", "person")]
    )
    aliases = _aliases()
    part_of = forms.ChoiceField(label=gettext_lazy("Part of"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Answers for the region"), required=False)
    reason = _Reason


class AliasForm(_Form):
    """Another name of a body."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    alias = forms.CharField(label=gettext_lazy("Goes by this name too"), max_length=300)
    reason = _Reason


class TermForm(_Form):
    """Who held an office when."""

    office = forms.ChoiceField(label=gettext_lazy("Office"))
    person = forms.ChoiceField(label=gettext_lazy("Person"))
    start = _day(gettext_lazy("From"))
    end = _day(gettext_lazy("To"))
    reason = _Reason


class RegionForm(_Form):
    """A new region."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    aliases = _aliases()
    within = forms.ChoiceField(label=gettext_lazy("In the region"), required=False)
    reason = _Reason


class ProgrammeForm(_Form):
    """A new programme."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    reason = _Reason


class MoneyForm(_Form):
    """A figure of a programme with its source."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    role = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=lambda: [(one, word(one)) for one in ("promised", "allocated", "spent")],
    )
    value = forms.CharField(label=gettext_lazy("Amount"), max_length=40, help_text=gettext_lazy("2400000000 or 2.4e9"))
    unit = forms.RegexField(r"^[A-Z]{3}$", label=gettext_lazy("Currency"), help_text=gettext_lazy("Such as EUR."))
    statement = forms.RegexField(r"^\s*[Ss]\d+\s*$", label=gettext_lazy("Statement that gives it"), required=False)
    source = forms.CharField(label=gettext_lazy("Where it stands"), required=False, max_length=1000)
    on = _day(gettext_lazy("Of the day"))
    reason = _Reason

    def clean_value(self) -> int | float:
        given = str(self.cleaned_data["value"]).replace(",", "").replace(" ", "").replace("\u00a0", "")
        try:
            found = float(given)
        except ValueError as error:
            raise forms.ValidationError(_("Write it as 2400000000 or 2.4e9.")) from error
        if not math.isfinite(found):
            raise forms.ValidationError(_("Write it as 2400000000 or 2.4e9."))
        return int(found) if found.is_integer() else found

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("statement") and not given.get("source"):
            self.add_error("source", _("A figure needs its source: a statement, or where it stands."))
        return given


FORMS: Mapping[str, tuple[type[_Form], Any, Any]] = {
    "body": (BodyForm, gettext_lazy("A new body, office or person"), gettext_lazy("Bodies")),
    "alias": (AliasForm, gettext_lazy("Another name of one"), gettext_lazy("Bodies")),
    "term": (TermForm, gettext_lazy("Who held an office when"), gettext_lazy("Bodies")),
    "region": (RegionForm, gettext_lazy("A new region"), gettext_lazy("Regions")),
    "programme": (ProgrammeForm, gettext_lazy("A new programme"), gettext_lazy("Programmes")),
    "money": (MoneyForm, gettext_lazy("A figure of a programme"), gettext_lazy("Programmes")),
}
"""The forms of the page: class, heading, section."""


def _data(change: Any, what: str, given: Mapping[str, Any]) -> Any:
    """The event that a form asks for."""
    aliases = tuple(line.strip() for line in str(given.get("aliases") or "").splitlines() if line.strip())
    store = change.store
    match what:
        case "body":
            return e.BodyAdded(
                id=new_id(store, given["name"], None),
                name=given["name"],
                what=given["what"],
                aliases=aliases,
                part_of=given["part_of"] or None,
                region=given["region"] or None,
            )
        case "alias":
            return e.BodyNamed(body=given["body"], alias=given["alias"])
        case "term":
            return e.TermAdded(office=given["office"], person=given["person"], start=given["start"], end=given["end"])
        case "region":
            id = new_id(store, given["name"], None)
            return e.RegionAdded(id=id, name=given["name"], aliases=aliases, within=given["within"] or None)
        case "programme":
            return e.ProgrammeAdded(id=new_id(store, given["name"], None), name=given["name"])
    statement = str(given["statement"] or "").strip().upper() or None
    return e.MoneyRecorded(
        programme=given["programme"],
        role=given["role"],
        value=given["value"],
        unit=given["unit"],
        statement=statement,
        source=given["source"] or None,
        on=given["on"],
    )


@needs("editor")
@require_safe
def names_page(request: HttpRequest) -> HttpResponse:
    """What the register has of bodies, regions and programmes, and the forms for more."""
    return _page(request, {})


@needs("editor")
@require_POST
def names_add(request: HttpRequest, what: str) -> HttpResponse:
    """Add a body, a name, a term, a region, a programme or a figure."""
    if what not in FORMS:
        raise Http404(what)
    form = FORMS[what][0](request.POST, scene=request.scene, prefix=what)  # type: ignore[attr-defined]
    if not form.is_valid():
        return _page(request, {what: form})
    given = form.cleaned_data

    def change() -> None:
        with changing.register(request).change(by(request), given["reason"] or None) as made:
            made.append(_data(made, what, given))

    if changing.attempt(request, change, _("It was added.")):
        return changing.back(request, "desk-names", at=f"#{what}")
    return _page(request, {what: form})


def _page(request: HttpRequest, bound: Mapping[str, _Form]) -> HttpResponse:
    scene = request.scene  # type: ignore[attr-defined]
    forms_ = [
        {
            "what": what,
            "heading": heading,
            "section": section,
            "form": bound.get(what) or made(scene=scene, prefix=what),
            "open": what in bound,
        }
        for what, (made, heading, section) in FORMS.items()
    ]
    bodies, regions = scene.frame.bodies.by_id, scene.frame.regions.by_id
    found = {
        "forms": forms_,
        "bodies": [(one, _terms(one, bodies)) for one in sorted(bodies.values(), key=_by_name)],
        "regions": [(one, regions.get(one.within or "")) for one in sorted(regions.values(), key=_by_name)],
        "programmes": sorted(scene.frame.programmes.values(), key=_by_name),
    }
    return render(request, "kepil/desk/names.html", found, status=422 if bound else 200)


def _by_name(record: Body | Region | Programme) -> str:
    return record.name.casefold()


def _terms(office: Body, bodies: Mapping[str, Body]) -> list[tuple[str, Any]]:
    """Who held an office, by name, and when."""
    return [(bodies[one.person].name if one.person in bodies else one.person, one) for one in office.terms]
