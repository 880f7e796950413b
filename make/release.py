"""A release on GitLab: the tag's page, with links to the site as one file, to its checksum, and to what it was made with.

Run by .gitlab-ci.yml. A release that was written on GitLab's own page is there already: it keeps its words and is given
the links.
"""

import json
import os
import sys
import urllib.error
import urllib.request

SITE = "great-leap-textbook.zip"
FILES = SITE, f"{SITE}.sha256", "sbom-python.cdx.json", "sbom-node.cdx.json", "book.pdf", "book.epub"


def requests(env):
    """(the request that makes the release, those that give its links to one that is there); the job's token is enough."""
    tag, project = env["CI_COMMIT_TAG"], env["CI_PROJECT_URL"]
    place = f"{env['CI_API_V4_URL']}/projects/{env['CI_PROJECT_ID']}/releases"
    heads = {"Content-Type": "application/json", "JOB-TOKEN": env["CI_JOB_TOKEN"]}
    kept = f"{project}/-/jobs/artifacts/{tag}/raw/_build"
    links = [{"name": name, "url": f"{kept}/{name}?job=book"} for name in FILES]
    said = {"tag_name": tag, "description": "The built book, to be unpacked and opened.", "assets": {"links": links}}
    made = urllib.request.Request(place, json.dumps(said).encode(), heads)
    there = [urllib.request.Request(f"{place}/{tag}/assets/links", json.dumps(link).encode(), heads) for link in links]
    return made, there


def answered(request, but):
    """The status of the answer. `but`: a refusal that is no fault here; any other is raised."""
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        if refusal.code not in but:
            sys.exit(f"{refusal.code} {refusal.reason}: {refusal.read().decode()}")
        return refusal.code


if __name__ == "__main__":
    made, there = requests(os.environ)
    if answered(made, {409}) == 409:  # there is one
        for link in there:
            answered(link, {400, 409})  # it has this link
    print(f"released {os.environ['CI_COMMIT_TAG']}")
