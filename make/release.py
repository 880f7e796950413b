"""A release on GitLab: the tag's page, with links to the site as one file and to its checksum. Run by .gitlab-ci.yml."""

import json
import os
import urllib.request

FILES = "great-leap-textbook.zip", "great-leap-textbook.zip.sha256"


def release(env):
    """The request that makes the release; the job's own token is enough for it."""
    tag, project = env["CI_COMMIT_TAG"], env["CI_PROJECT_URL"]
    kept = f"{project}/-/jobs/artifacts/{tag}/raw/_build"
    links = [{"name": name, "url": f"{kept}/{name}?job=book"} for name in FILES]
    said = {"tag_name": tag, "description": "The built book, to be unpacked and opened.", "assets": {"links": links}}
    return urllib.request.Request(
        f"{env['CI_API_V4_URL']}/projects/{env['CI_PROJECT_ID']}/releases",
        json.dumps(said).encode(),
        {"Content-Type": "application/json", "JOB-TOKEN": env["CI_JOB_TOKEN"]},
    )


if __name__ == "__main__":
    with urllib.request.urlopen(release(os.environ)) as answer:
        print("released:", json.load(answer)["tag_name"])
