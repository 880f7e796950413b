"""A cartridge keeps to the rules of its profile, leads to pages that are there, and its frames hold models that answer.

No package of the registries carries the schemas of Common Cartridge. The rules below are those of version 1.1 as its XSD and
the Schematron in it have them (ccv1p1_imscp_v1p2_v1p0, ccv1p1_imswl_v1p1, ccv1p1_qtiasiv1p2p1_v1p0), read and written down.
"""

import io
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import built  # noqa: E402
import cartridge  # noqa: E402
import coursenames  # noqa: E402
import sample as small  # noqa: E402
import zip as packing  # noqa: E402

BASE = "https://fork.example.org/leap/"
CP, WL = (f"{{http://www.imsglobal.org/xsd/imsccv1p1/{name}}}" for name in ("imscp_v1p1", "imswl_v1p1"))
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
EXAM = {
    "cc_profile": {"cc.exam.v0p1"},
    "qmd_assessmenttype": {"Examination"},
    "qmd_feedbackpermitted": {"Yes", "No"},
    "cc_maxattempts": {"1", "2", "3", "4", "5", "unlimited"},
}


@pytest.fixture(scope="module")
def book(site):
    """The book's cartridge, unpacked: {name: bytes}."""
    told = built.settings(ROOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(built, "settings", lambda tree: told | {"html": {"baseurl": BASE}})
        return cartridge.files([ROOT, ROOT])


@pytest.fixture
def parsed(book):
    return {name: ElementTree.fromstring(content) for name, content in book.items() if name.endswith(".xml")}


def idents(root, *names):
    return [one.get("identifier") for name in names for one in root.iter(CP + name)]


# ---- the profile ----------------------------------------------------------------------------------------------------------
def test_the_manifest_keeps_to_the_profile(parsed, book):
    root = parsed["imsmanifest.xml"]
    assert root.tag == f"{CP}manifest"
    assert root.findtext(f"{CP}metadata/{CP}schema") == "IMS Common Cartridge"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.1.0"
    (organization,) = root.findall(f"{CP}organizations/{CP}organization")
    assert organization.get("structure") == "rooted-hierarchy"
    (top,) = organization
    assert top.find(f"{CP}title") is None
    below = [item for item in top.iter(f"{CP}item") if item is not top]
    assert all(item[0].tag == f"{CP}title" and item[0].text for item in below), "each item has a title"
    assert all(item.find(f"{CP}item") is None for item in below if item.get("identifierref")), (
        "what leads on holds nothing"
    )
    every = idents(root, "item", "resource", "organization") + [root.get("identifier")]
    assert len(every) == len(set(every))
    assert [one for one in every if not re.fullmatch(r"[A-Za-z_][\w.-]*", one)] == [], "an xs:ID"
    assert {item.get("identifierref") for item in below} - {None} == set(idents(root, "resource")), "all is listed"


def test_each_resource_has_the_one_file_it_needs(parsed, book):
    named = ["imsmanifest.xml"]
    for resource in parsed["imsmanifest.xml"].iter(f"{CP}resource"):
        (file,) = [one.get("href") for one in resource]
        assert resource.get("type") in (cartridge.LINK, cartridge.MODEL, cartridge.CHECKS)
        assert resource.get("href") == (file if resource.get("type") == cartridge.MODEL else None)
        named.append(file)
    assert sorted(named) == sorted(book)


def fields(element):
    found = [(one.findtext(f"{QTI}fieldlabel"), one.findtext(f"{QTI}fieldentry")) for one in element]
    assert len(found) == len(dict(found)), "a field stands once"
    return dict(found)


def items(parsed):
    return [item for name, root in parsed.items() if name.startswith("checks/") for item in root.iter(f"{QTI}item")]


def test_questions_keep_to_the_profile(parsed):
    for name, root in parsed.items():
        if name.startswith("checks/"):
            (assessment,) = root
            metadata, section = assessment
            assert all(entry in EXAM[label] for label, entry in fields(metadata).items()), "nothing of scores or time"
            assert section.tag == f"{QTI}section"
    every = [item.get("ident") for item in items(parsed)]
    assert every
    assert len(every) == len(set(every))
    for item in items(parsed):
        metadata, presentation, processing, *feedback = item
        assert fields(metadata[0]) == {"cc_profile": "cc.multiple_choice.v0p1"}, "no weight: it is ungraded"
        (response,) = presentation.iter(f"{QTI}response_lid")
        assert response.get("rcardinality") == "Single"
        labels = [one.get("ident") for one in response.iter(f"{QTI}response_label")]
        assert len(labels) >= 3
        assert {one.get("respident") for one in processing.iter(f"{QTI}varequal")} == {response.get("ident")}
        assert [one.text for one in processing.iter(f"{QTI}varequal")] == labels
        shown = [one.get("linkrefid") for one in processing.iter(f"{QTI}displayfeedback")]
        assert shown == [one.get("ident") for one in feedback], "each answer has its reply"
        (outcome,) = processing[0]
        assert outcome.get("varname") == "SCORE"


def test_the_right_answer_is_the_one_that_the_source_marks(parsed):
    for name, root in parsed.items():
        if name.startswith("checks/"):
            cells = coursenames.cells(coursenames.page(ROOT / "book", Path(name).stem))
            source = "\n".join("".join(cell["source"]) for cell in cells)
            marked = re.findall(r"^:::\{dropdown\} (.+)\n:class-container: right", source, re.M)
            for item in root.iter(f"{QTI}item"):
                (right,) = [one for one in item.iter(f"{QTI}respcondition") if one.find(f"{QTI}setvar") is not None]
                labels = {one.get("ident"): one for one in item.iter(f"{QTI}response_label")}
                said = labels[right.find(f"*/{QTI}varequal").text].find(f"*/{QTI}mattext").text
                assert said.replace("’", "'") in [one.replace("’", "'") for one in marked], said


ANSWER = """<details class="sd{}"><summary><span class="sd-summary-text">{}</span></summary>
<div class="sd-summary-content"><p class="sd-card-text">{}</p></div></details>"""
PAGE = (
    '<div class="check admonition"><p class="admonition-title">Check yourself</p>'
    '<p>What <em>fell</em> in <a href="#x">1959</a>?</p>'
    + ANSWER.format("", "Rain", "No.")
    + ANSWER.format(" right", 'The <span lang="zh">粮食</span> left', "Yes.")
    + "</div>"
)


def test_a_self_check_is_read_as_it_stands():
    (found,) = cartridge.checks(PAGE)
    assert found["question"] == "<p>What <em>fell</em> in 1959?</p>"
    assert [(one["text"], one["right"]) for one in found["answers"]] == [
        ("Rain", False),
        ('The <span lang="zh">粮食</span> left', True),
    ]
    assert found["answers"][0]["reply"] == "<p>No.</p>"


# ---- what it leads to -------------------------------------------------------------------------------------------------------
def test_every_link_and_every_frame_leads_to_a_page(book, parsed, site):
    led = [url.get("href") for name, root in parsed.items() for url in root.iter(f"{WL}url")]
    led += [
        re.search(rb'src="([^"]+)"', content)[1].decode() for name, content in book.items() if name.endswith(".html")
    ]
    assert len(led) == sum(name.startswith(("links/", "models/")) for name in book)
    lost = [one for one in led if not one.startswith(BASE) or not (site / one.removeprefix(BASE)).is_file()]
    assert lost == []


def test_it_has_nothing_of_the_solutions(book):
    for path in sorted((ROOT / "book/solutions").glob("*.md")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 60 and "{" not in line]
        assert not any(line.encode() in content for line in lines for content in book.values()), path.name
    assert not any("solutions" in name for name in book)


def test_the_same_pages_give_the_same_bytes(book, tmp_path):
    once, again = (packing.written(tmp_path / f"{i}.imscc", book.items()) for i in (1, 2))
    assert once == again
    with zipfile.ZipFile(io.BytesIO((tmp_path / "1.imscc").read_bytes())) as opened:
        assert opened.namelist()[0] == "imsmanifest.xml"


def test_an_edition_without_an_address_is_told_where_to_write_it(monkeypatch):
    monkeypatch.setattr(built, "address", lambda tree: "")
    assert cartridge.main("one-lesson").startswith("make: address: in courses/one-lesson.yml: found nothing; expected")
    assert cartridge.main().startswith("make: html: baseurl in _config.yml: found nothing; expected")


@pytest.mark.browser
def test_a_model_answers_in_its_frame(tab, sample):
    """As a learning system shows it: the cartridge's page on its own site, the model's on the book's."""
    made, opened = cartridge.files([sample.parents[1]] * 2), tab()
    opened.route("https://lms.example.org/*", lambda route: route.fulfill(body=made["models/labour_split.html"]))
    stored = {f"{small.BASE}/{path.relative_to(sample)}": path for path in sample.rglob("*") if path.is_file()}
    opened.route(f"{small.BASE}/**", lambda route: route.fulfill(path=stored[route.request.url.partition("?")[0]]))
    opened.goto("https://lms.example.org/model.html")
    frame = opened.frame_locator("iframe")
    expect(frame.locator("[data-explorable]")).to_have_attribute("data-state", "live", timeout=20_000)
    said = frame.locator(".said output").inner_text()
    frame.get_by_role("slider").first.press("ArrowLeft")
    expect(frame.locator(".said output")).not_to_have_text(said)
    expect(opened.locator("iframe")).not_to_have_css("height", "1400px")
