"""Releases on GitLab. Run by .gitlab-ci.yml; the job's token is enough.

    python make/release.py make            the tag's page, with links to the site as one file, to its checksum, and to what it
                                           was made with
    python make/release.py bring FOLDER    the site of each release, as FOLDER/TAG/great-leap-textbook.zip (make/versions.py)

A release that was written on GitLab's own page is there already: it keeps its words and is given the links.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

SITE = "great-leap-textbook.zip"
FILES = SITE, f"{SITE}.sha256", "sbom-python.cdx.json", "sbom-node.cdx.json", "book.pdf", "book.epub"


def asked(env):
    """(the address of the project, the headers of each request)."""
    place = f"{env['CI_API_V4_URL']}/projects/{env['CI_PROJECT_ID']}"
    return place, {"Content-Type": "application/json", "JOB-TOKEN": env["CI_JOB_TOKEN"]}


def requests(env):
    """(the request that makes the release, those that give its links to one that is there)."""
    tag, project, (place, heads) = env["CI_COMMIT_TAG"], env["CI_PROJECT_URL"], asked(env)
    kept = f"{project}/-/jobs/artifacts/{tag}/raw/_build"
    links = [{"name": name, "url": f"{kept}/{name}?job=book"} for name in FILES]
    said = {"tag_name": tag, "description": "The built book, to be unpacked and opened.", "assets": {"links": links}}
    made = urllib.request.Request(f"{place}/releases", json.dumps(said).encode(), heads)
    each = f"{place}/releases/{tag}/assets/links"
    return made, [urllib.request.Request(each, json.dumps(link).encode(), heads) for link in links]


def answered(request, but):
    """(status, body) of the answer. `but`: a refusal that is no fault here; any other ends the job."""
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        if refusal.code not in but:
            sys.exit(f"{refusal.code} {refusal.reason}: {refusal.read().decode()}")
        return refusal.code, b""


def make(env):
    made, there = requests(env)
    if answered(made, {409})[0] == 409:  # there is one
        for link in there:
            answered(link, {400, 409})  # it has this link
    print(f"released {env['CI_COMMIT_TAG']}")


def bring(env, folder):
    """The sites of all releases. One whose tag built none is left out, and named."""
    place, heads = asked(env)
    _, told = answered(urllib.request.Request(f"{place}/releases?per_page=100", headers=heads), {})
    folder.mkdir(parents=True, exist_ok=True)
    for tag in (one["tag_name"] for one in json.loads(told)):
        at = f"{place}/jobs/artifacts/{tag}/raw/_build/{SITE}?job=book"
        status, site = answered(urllib.request.Request(at, headers=heads), {404})
        if status == 404:
            print(f"{tag}: has no built site")
            continue
        (folder / tag).mkdir()
        (folder / tag / SITE).write_bytes(site)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(os.environ)
    else:
        bring(os.environ, Path(sys.argv[2]))
