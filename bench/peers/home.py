"""Home: beside a page that loads from a CDN, `home.html`: the same page with the same files on the page's own host."""

import re
import shutil


def bring_home(folder, sources, also=()):
    """`sources`: {how an address begins: where the rest of it lies on disk}. `also`: what scripts load by themselves."""
    page = (folder / "index.html").read_text("utf-8")
    for prefix, place in sources.items():
        found = {
            address for address in [*re.findall(r'https://[^"\'\\\s<>]+', page), *also] if address.startswith(prefix)
        }
        for address in sorted(found, key=len, reverse=True):
            rest = address.removeprefix(prefix)
            name = "cdn/" + re.sub(r"[^\w./-]", "_", rest.split("?")[0])
            path = place(rest.split("?")[0])
            if path.is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, folder / name)
                page = page.replace(address, name)
        page = page.replace(prefix, "cdn/")
    page = re.sub(r' (integrity|crossorigin)="[^"]*"', "", page)  # these were for the CDN's own copy
    (folder / "home.html").write_text(page, "utf-8")
