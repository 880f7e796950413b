"""Publishing: the two forges' files keep to the forges' schemas, ask for no secret, and call what the Makefile has."""

import hashlib
import http.server
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = sorted(ROOT.glob(".github/workflows/*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
CHECKER = Path(sys.executable).with_name("check-jsonschema")
# of the forge's own actions, and by digest: what a tag names can be changed
PINNED = re.compile(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def tool(name):
    """One of the scripts in make/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"make/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def valid(schema, *files):
    done = subprocess.run(
        [CHECKER, "--builtin-schema", schema, *files], capture_output=True, text=True, check=False
    )  # offline: the schemas are part of the package
    return done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", GITHUB),
        ("custom.github-workflows-require-timeout", GITHUB),
        ("vendor.dependabot", [ROOT / ".github/dependabot.yml"]),
        ("vendor.gitlab-ci", [GITLAB]),
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_the_forges_files_keep_to_their_schemas(schema, files):
    right, said = valid(schema, *files)
    assert right, said


def test_a_slip_in_a_workflow_is_noticed(tmp_path):
    """Planted: a key that no workflow has."""
    text = GITHUB[0].read_text(encoding="utf-8").replace("runs-on:", "run-on:")
    (tmp_path / "book.yml").write_text(text, encoding="utf-8")
    assert not valid("vendor.github-workflows", tmp_path / "book.yml")[0]


@pytest.mark.parametrize("path", [*GITHUB, GITLAB, ROOT / ".pre-commit-config.yaml"], ids=lambda path: path.name)
def test_they_call_targets_that_exist_and_ask_for_no_secret(path):
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z-]+)", text)) <= TARGETS
    assert "secrets." not in text
    assert [one for one in re.findall(r"uses: (.*)", text) if not PINNED.fullmatch(one)] == []


def test_a_job_may_do_what_it_needs_and_no_more():
    """A workflow grants nothing to all its jobs; the one that publishes and the one that releases may write, to one place."""
    found = {}
    for path in GITHUB:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert told["permissions"] == {}, path.name
        found |= {f"{path.stem}/{name}": job["permissions"] for name, job in told["jobs"].items()}
    may = {name: {"contents": "read"} for name in found}
    may["book/pages"] |= {"pages": "write", "id-token": "write"}
    may["book/release"] = {"contents": "write", "actions": "write"}
    assert found == may


# ---- what is installed is what was looked at ----------------------------------------------------------------------------
LOCKS = "requirements.lock make/node.lock make/sbom.lock make/ensemble.txt".split()
LOCKS += "bench/peers/requirements.txt bench/class/requirements.txt".split()
NODES = sorted(path for path in ROOT.glob("**/package-lock.json") if "node_modules" not in path.parts)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_python_has_one_version_and_its_hashes(name):
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [line[:60] for line in lines if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("path", NODES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_package_of_node_has_its_hash(path):
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    assert [
        name for name, told in packages.items() if name and not told.get("integrity", "").startswith("sha512-")
    ] == []


MESSAGES = [  # as the tools print them
    ("/r/book/the-canteens.ipynb:20003: WARNING: unknown document: 'nowhere' [myst.xref_missing]",
     ("/r/book/the-canteens.ipynb", "20003", "unknown document: 'nowhere' [myst.xref_missing]")),
    ("/r/book/glossary.md:7: ERROR: Unknown directive type: 'grid'.",
     ("/r/book/glossary.md", "7", "Unknown directive type: 'grid'.")),
    ("book/the-canteens.ipynb:7: ERROR: no JSON: Expecting ',' delimiter",
     ("book/the-canteens.ipynb", "7", "no JSON: Expecting ',' delimiter")),
    ("book/_toc.yml:12: ERROR: found fiel; expected one of file, glob (did you mean file?)",
     ("book/_toc.yml", "12", "found fiel; expected one of file, glob (did you mean file?)")),
    ("book/the-canteens (1).ipynb: WARNING: book/_toc.yml does not list it",
     ("book/the-canteens (1).ipynb", None, "book/_toc.yml does not list it")),
    ("book/the-canteens.ipynb: WARNING: not in canonical form, taken as saved",
     ("book/the-canteens.ipynb", None, "not in canonical form, taken as saved")),
    ('ModelError: widgets/models/labour_split.py: line 12: found {**a}; expected dict(a)',
     ("widgets/models/labour_split.py", "12", "found {**a}; expected dict(a)")),
    ('ModelError: widgets/models/labour_split.py: gid "line x": found x; expected the name of a result',
     ("widgets/models/labour_split.py", None, 'gid "line x": found x; expected the name of a result')),
    ("FAILED tests/test_page.py::test_sentence[file] - assert 3 == 4",
     ("tests/test_page.py", None, "test_sentence[file] - assert 3 == 4")),
    ("FAILED book/index.ipynb::Cell 2", ("book/index.ipynb", None, "Cell 2")),
    ("./book/glossary.md:12: teh ==> the", ("book/glossary.md", "12", "teh ==> the")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), MESSAGES)
def test_what_went_wrong_is_shown_beside_its_file(line, expected):
    found = []
    for matcher in json.loads((ROOT / ".github/messages.json").read_text(encoding="utf-8"))["problemMatcher"]:
        (pattern,) = matcher["pattern"]
        match = re.search(pattern["regexp"], line)
        if match:
            found.append(tuple(match[pattern[key]] if key in pattern else None for key in ("file", "line", "message")))
    assert found == [expected]


@pytest.mark.parametrize("line", ["1 passed in 0.1 s", "Warning: 3 files", "book/a.md: copied", "FAILED to fetch"])
def test_other_lines_are_no_messages(line):
    with pytest.raises(AssertionError):
        test_what_went_wrong_is_shown_beside_its_file(line, None)


class Forge(http.server.BaseHTTPRequestHandler):
    """Takes what a release posts, and answers as GitLab does where there is a release of this tag already."""

    def do_POST(self):
        self.server.posted.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.send_response(409 if self.server.there and self.path.endswith("/releases") else 201)
        self.end_headers()

    def do_GET(self):
        """Two releases; the second's tag built no site."""
        told = [{"tag_name": "v1.0"}, {"tag_name": "v0.9"}]
        listed, there = "/releases?" in self.path, "/v1.0/raw/_build/great-leap-textbook.zip?job=book" in self.path
        self.send_response(200 if (listed or there) and self.headers["JOB-TOKEN"] == "t" else 404)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode() if listed else b"a site")

    def log_message(self, *words):
        pass


def test_the_sites_of_releases_on_gitlab_are_brought_to_be_published(tmp_path):
    with http.server.HTTPServer(("127.0.0.1", 0), Forge) as forge:
        threading.Thread(target=forge.serve_forever, daemon=True).start()
        env = {"CI_API_V4_URL": f"http://127.0.0.1:{forge.server_port}", "CI_PROJECT_ID": "7", "CI_JOB_TOKEN": "t"}
        command = [sys.executable, ROOT / "make/release.py", "bring", tmp_path / "releases"]
        assert subprocess.check_output(command, env={**os.environ, **env}, text=True) == "v0.9: has no built site\n"
        forge.shutdown()
    (brought,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert brought.relative_to(tmp_path).as_posix() == "releases/v1.0/great-leap-textbook.zip"
    assert brought.read_bytes() == b"a site"


@pytest.mark.parametrize("there", [False, True])
def test_a_release_on_gitlab_links_the_site_its_checksum_and_what_it_was_made_with(there):
    with http.server.HTTPServer(("127.0.0.1", 0), Forge) as forge:
        forge.posted, forge.there = [], there
        threading.Thread(target=forge.serve_forever, daemon=True).start()
        place = {"CI_PROJECT_URL": "https://g.example/g/b", "CI_API_V4_URL": f"http://127.0.0.1:{forge.server_port}"}
        env = {**os.environ, **place, "CI_COMMIT_TAG": "v1.0", "CI_PROJECT_ID": "7", "CI_JOB_TOKEN": "t"}
        command = [sys.executable, ROOT / "make/release.py", "make"]
        assert subprocess.check_output(command, env=env, text=True) == "released v1.0\n"
        forge.shutdown()
    (path, release), *more = forge.posted
    assert (path, release["tag_name"]) == ("/projects/7/releases", "v1.0")
    site, kept = "great-leap-textbook.zip", "https://g.example/g/b/-/jobs/artifacts/v1.0/raw/_build"
    files = [site, f"{site}.sha256", "sbom-python.cdx.json", "sbom-node.cdx.json", "book.pdf", "book.epub"]
    links = [f"{kept}/{file}?job=book" for file in files]
    assert [link["url"] for link in release["assets"]["links"]] == links
    linked = [("/projects/7/releases/v1.0/assets/links", url) for url in links] if there else []
    assert [(path, link["url"]) for path, link in more] == linked


# ---- the site as one file ---------------------------------------------------------------------------------------------
def test_the_same_pages_give_the_same_zip(site, tmp_path):
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    copied = tmp_path / "copy"
    subprocess.run(["cp", "-r", site, copied], check=True)  # other dates, other owners
    checksum = tool("zip").packed(site, first)
    assert tool("zip").packed(copied, second) == checksum == hashlib.sha256(first.read_bytes()).hexdigest()
    with zipfile.ZipFile(first) as packed:
        packed.extractall(tmp_path)
    there = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    unpacked = tmp_path / "great-leap-textbook"
    assert there == {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}


# ---- spelling -----------------------------------------------------------------------------------------------------------
def test_a_slip_in_a_notebook_is_noticed_and_the_books_own_words_are_not(tmp_path):
    """Planted, behind a paragraph's end, which a notebook writes as backslashes and n's."""
    (tmp_path / "a.ipynb").write_text(r'{"source": "ore\n\nrecieve"}', encoding="utf-8")
    done = subprocess.run(
        [CHECKER.with_name("codespell"), "--toml", ROOT / "pyproject.toml", tmp_path / "a.ipynb"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert re.findall(r"(\S+) ==>", done.stdout) == ["recieve"], done.stderr
