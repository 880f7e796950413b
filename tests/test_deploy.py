"""Deploying: what deploy/ holds keeps to the documented keys, has no secret, and a real nginx serves the book by it."""

import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import nginx
import pytest
import yaml
from playwright.sync_api import expect
from test_publishing import CHECKER

DEPLOY = Path(__file__).parents[1] / "deploy"
HUBS = ["kubernetes", "littlest"]
LONG = "public, max-age=31536000, immutable"


def refused(name, path):
    """What a hub's file is refused for; nothing where it is right."""
    command = [CHECKER, "--schemafile", DEPLOY / f"{name}.schema.json", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode else ""


@pytest.mark.parametrize("name", HUBS)
def test_a_hubs_file_keeps_to_the_documented_keys(name, tmp_path):
    assert refused(name, DEPLOY / f"{name}.yaml") == ""
    slip = tmp_path / "slip.yaml"
    slip.write_text(
        (DEPLOY / f"{name}.yaml").read_text(encoding="utf-8").replace("cull:", "culling:"), encoding="utf-8"
    )
    assert "'culling' was unexpected" in refused(name, slip)


@pytest.mark.parametrize("name", HUBS)
def test_a_hubs_file_has_no_secret_and_stops_what_idles(name):
    text = (DEPLOY / f"{name}.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    assert not re.search(r"(?im)^[^#\n]*(secret|token|password|client_id|private)[^#\n]*:", text)
    assert told.get("services", told)["cull"]["enabled"]


def sent():
    """{path: {header: value}} of deploy/_headers."""
    rules = {}
    for line in (DEPLOY / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line.startswith("  "):
            key, value = line.strip().split(": ", 1)
            rules[[*rules][-1]][key] = value
    return rules


def policy(page):
    return re.search(r'Security-Policy" content="([^"]*)', page.read_text(encoding="utf-8"))[1]


def test_the_policy_that_is_sent_is_the_pages_own(sample):
    """404.html has one script more than the others; what is sent has to let it run, and lets nothing else."""
    served = re.search(r'Security-Policy "([^"]*)" always;', (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))[1]
    assert served == sent()["/*"]["Content-Security-Policy"] == policy(sample / "404.html")
    pages = {path.name: set(policy(path).split()) - set(served.split()) for path in sample.rglob("*.html")}
    assert [name for name, more in pages.items() if more] == []


def test_what_is_kept_for_a_year_is_what_is_asked_for_by_its_version(sample):
    kept = {path for path, headers in sent().items() if "Cache-Control" in headers}
    texts = [path.read_text("utf-8") for kind in ("html", "css") for path in sample.rglob(f"*.{kind}")]
    asked = {
        name: version for text in texts for name, version in re.findall(r"([\w-]+\.(?:js|css|woff2))(\?v=)?", text)
    }
    static = {f"/_static/{path.name}" for path in (sample / "_static").iterdir() if asked.get(path.name)}
    assert kept == static
    assert {sent()[path]["Cache-Control"] for path in kept} == {LONG}


def fetched(url):
    """(status, headers) as a browser that takes gzip gets them."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@pytest.mark.long
@pytest.mark.browser
def test_nginx_serves_the_book_by_deploys_file_and_a_page_lives_under_it(live, page, sample, tmp_path):
    with nginx.serving(sample, tmp_path) as address:
        asked = {}
        page.on("response", lambda got: asked.update({got.url.removeprefix(address): got.headers}))
        root = live(f"{address}/at-work.html")
        before = root.locator(".said output").inner_text()
        root.locator("input[type=range]").first.press("End")
        expect(root.locator(".said output")).not_to_have_text(before)
        for path, headers in asked.items():
            if path.startswith("blob:"):  # the worker, which nobody sent
                continue
            assert headers.get("content-encoding") == ("gzip" if re.search(r"\.(html|css|js)\b", path) else None), path
            assert headers["cache-control"] == (LONG if "?v=" in path else "public, max-age=600"), path
            assert headers["content-security-policy"] == sent()["/*"]["Content-Security-Policy"], path
        assert any("live.js?v=" in path for path in asked)
        status, headers = fetched(f"{address}/no-such-page")
        assert (status, headers["X-Content-Type-Options"]) == (404, "nosniff")
        unversioned = fetched(f"{address}/_static/page.css")[1]["Cache-Control"]
        assert unversioned == "public, max-age=600"
