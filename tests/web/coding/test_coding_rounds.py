"""A round from its making to the register: blind coding, agreement, settling, exports."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from queue_site import signed_in, statement

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.state import RegisterError
from kepil.web.desk.coding import rounds
from kepil.web.desk.models.coding import Coding, Decision, Round, Unit
from kepil.web.site import Site

YES = {"statement": "yes", "what": "commitment", "kind": "pledge", "specificity": "specific"}


def sample(site: Site, **more: Any) -> Round:
    given = {"name": "First", "by": "asel", "coders": ["cora", "dana"], "size": 6, "seed": "7", "waiting": True, **more}
    return rounds.make(site.register, **given)


def units(round_: Round) -> list[Unit]:
    return list(rounds.units(round_))


def words(site: Site, unit: Unit) -> str:
    return site.register.text(unit.document)[unit.start : unit.end]


def code(client: Client, unit: Unit, /, **fields: Any) -> Any:
    return client.post(f"/desk/coding/{unit.round.pk}/{unit.place}/", fields)


def test_the_same_seed_draws_the_same_sample(asel: Client, site: Site) -> None:
    first, second, third = sample(site), sample(site), sample(site, seed="8")
    drawn = [[one.statement for one in units(round_)] for round_ in (first, second, third)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(set(drawn[0])) == 6


def test_a_round_needs_two_coders_and_something_to_code(asel: Client, site: Site) -> None:
    for wrong in ({"coders": ["cora", "cora"]}, {"size": 0}):
        with pytest.raises(RegisterError):
            sample(site, **wrong)
    assert not Round._default_manager.exists()


def test_a_blind_unit_is_a_sentence_and_shows_nothing_of_the_machine(asel: Client, site: Site) -> None:
    round_ = sample(site)
    for unit in units(round_):
        quote = statement(site, unit.statement).said["quote"]
        assert unit.start <= quote["start"] and quote["end"] <= unit.end
        page = signed_in("cora").get(f"/desk/coding/{round_.pk}/{unit.place}/").content.decode()
        form = page.partition('class="coding-form"')[2].partition("</form>")[0]
        assert 'value="pledge"' in form
        assert " checked" not in form
        assert quote["text"] not in form
        assert unit.statement not in page


def test_a_round_that_is_not_blind_begins_with_what_was_found(asel: Client, site: Site) -> None:
    round_ = sample(site, blind=False)
    unit = units(round_)[0]
    page = signed_in("cora").get(f"/desk/coding/{round_.pk}/{unit.place}/").content.decode()
    assert 'value="yes" checked' in page


def test_coders_never_see_each_other_and_editors_who_code_only_at_the_end(asel: Client, site: Site) -> None:
    round_ = sample(site, coders=["asel", "cora"])
    unit = units(round_)[0]
    secret = "a note of coras that nobody may see"
    assert code(signed_in("cora"), unit, statement="no", note=secret).status_code == 302
    path = f"/desk/coding/{round_.pk}"
    for page in (f"{path}/", f"{path}/{unit.place}/", f"{path}.json", f"{path}.csv", f"{path}/settle/{unit.place}/"):
        assert secret not in asel.get(page).content.decode()
    assert asel.get(f"{path}.json").status_code == 404
    assert signed_in("dana").get(f"{path}/{unit.place}/").status_code == 404
    assert signed_in("cora").get(f"{path}.json").status_code == 403
    asel.post(f"{path}/close/", {"closed": "1"})
    assert secret in asel.get(f"{path}.json").content.decode()
    assert code(signed_in("cora"), unit, statement="yes").status_code == 302
    assert Coding._default_manager.get(unit=unit, who="cora").said["statement"] == "no"


def test_a_coding_is_refused_until_it_is_whole(asel: Client, site: Site) -> None:
    round_ = sample(site)
    unit = units(round_)[0]
    cora = signed_in("cora")
    text = words(site, unit)
    assert "Is it a statement?" in code(cora, unit).content.decode()
    assert code(cora, unit, **YES).status_code == 422
    assert code(cora, unit, **YES, quote="words that are not there").status_code == 422
    assert code(cora, unit, **{**YES, "kind": "oath"}, quote=text).status_code == 422
    assert code(cora, unit, **YES, quote=text, deadline="31 May").status_code == 422
    assert not Coding._default_manager.exists()
    assert code(cora, unit, **YES, quote=text, amount="1,500", unit="km").status_code == 302
    said = Coding._default_manager.get().said
    assert said["quote"] == [unit.start, unit.end]
    assert said["amount"] == {"value": 1500, "unit": "km"}


def test_agreement_is_shown_live_and_disagreements_side_by_side(asel: Client, site: Site) -> None:
    round_ = sample(site)
    for number, unit in enumerate(units(round_)):
        code(signed_in("cora"), unit, **YES, quote=words(site, unit))
        kind = {"kind": "directive"} if number == 0 else {}
        code(signed_in("dana"), unit, **{**YES, **kind}, quote=words(site, unit))
    page = asel.get(f"/desk/coding/{round_.pk}/").content.decode()
    assert "alpha, nominal" in page
    assert "83 %" in page
    assert "On 1 unit the coders disagree" in page
    settle = asel.get(f"/desk/coding/{round_.pk}/settle/1/").content.decode()
    assert "cora" in settle and "dana" in settle
    assert settle.count("they differ") == 1


def test_what_is_settled_becomes_events(asel: Client, site: Site) -> None:
    round_ = sample(site, size=40)
    commitments = [one for one in units(round_) if statement(site, one.statement).what == "commitment"]
    reports = [one for one in units(round_) if statement(site, one.statement).what == "report"]
    change, same, none, other = commitments[0], commitments[1], commitments[2], reports[0]
    cora, dana = signed_in("cora"), signed_in("dana")
    for unit, ours, theirs in (
        (change, {**YES, "kind": "proposal"}, {**YES, "kind": "outcome"}),
        (same, YES, YES),
        (none, YES, {"statement": "no"}),
        (other, YES, YES),
    ):
        code(cora, unit, **ours, quote=words(site, unit))
        code(dana, unit, **theirs, quote=words(site, unit))
    path = f"/desk/coding/{round_.pk}/settle"
    pick = {f"{name}-from": "1" for name in ("statement", "what", "kind", "specificity", "quote")}
    asel.post(f"{path}/{change.place}/", pick)
    said = statement(site, change.statement)
    assert (said.said["kind"], said.state) == ("outcome", "accepted")
    assert [said.said["quote"]["start"], said.said["quote"]["end"]] == [change.start, change.end]
    last = site.register.history(change.statement)[-1]
    assert (last.by, last.reason) == ("asel", f"settled in coding round {round_.pk}, First")

    asel.post(f"{path}/{none.place}/", {"statement-from": "1"})
    assert statement(site, none.statement).state == "rejected"

    asel.post(f"{path}/agreed/")
    assert statement(site, same.statement).state == "accepted"
    assert statement(site, other.statement).state == "rejected"
    made = [one for one in site.store().where(StatementRecord, document=other.document) if one.reader == "asel"]
    assert [(one.what, one.state) for one in made] == [("commitment", "accepted")]
    assert Decision._default_manager.filter(unit__round=round_).count() == 4


def test_every_sentence_of_a_document_is_a_unit(asel: Client, site: Site) -> None:
    document = next(site.store().all(DocumentRecord))
    round_ = sample(site, documents=[document.id])
    text = site.register.text(document.id)
    found = units(round_)
    assert all(text[a.end : b.start].isspace() for a, b in pairwise(found))
    assert (found[0].start, found[-1].end) == (0, len(text.rstrip()))
    silent = next(one for one in found if not one.statement and one.end - one.start > 20)
    for who in ("cora", "dana"):
        code(signed_in(who), silent, **YES, quote=words(site, silent))
    asel.post(f"/desk/coding/{round_.pk}/settle/agreed/")
    made = next(one for one in site.store().where(StatementRecord, document=document.id) if one.reader == "asel")
    assert made.said["quote"]["text"] == words(site, silent)
    assert made.entry is not None


def test_exports_hold_everything_and_are_no_formulas(asel: Client, site: Site) -> None:
    round_ = sample(site)
    unit = units(round_)[0]
    code(signed_in("cora"), unit, statement="no", note="=HYPERLINK(1)")
    code(signed_in("dana"), unit, **YES, quote=words(site, unit))
    asel.post(f"/desk/coding/{round_.pk}/settle/1/", {"statement-from": "0"})
    rows = list(csv.DictReader(io.StringIO(asel.get(f"/desk/coding/{round_.pk}.csv").content.decode())))
    assert [(row["coder"], row["statement"]) for row in rows if row["unit"] == "1"]
    assert rows[0]["note"] == "'=HYPERLINK(1)"
    data = asel.get(f"/desk/coding/{round_.pk}.json").json()
    assert data["units"][0]["codings"]["dana"]["quote"] == [unit.start, unit.end]
    assert data["units"][0]["settled"]["statement"] == "no"
    assert data["seed"] == "7"


@pytest.mark.parametrize("who", ["rita", "cora"])
def test_only_editors_make_and_settle(asel: Client, site: Site, who: str) -> None:
    round_ = sample(site)
    client, path = signed_in(who), f"/desk/coding/{round_.pk}"
    for page in ("/desk/coding/new/", f"{path}/settle/", f"{path}/settle/1/", f"{path}.csv"):
        assert client.get(page).status_code == 403
    for page in (f"{path}/close/", f"{path}/settle/agreed/", "/desk/coding/new/"):
        assert client.post(page).status_code == 403
