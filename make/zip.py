"""The built book as one file: `make zip`. The same pages give the same bytes, so the checksum can be compared."""

import hashlib
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "great-leap-textbook"
FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: files carry none of their own


def written(file, entries, stored=()):
    """Write (name, bytes) into a zip, in their order and without dates or owners, some as they are; return its SHA-256."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, FIRST)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            out.writestr(entry, content)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def packed(site, file):
    """Write the folder into a zip; return its SHA-256."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return written(file, ((f"{NAME}/{path.relative_to(site).as_posix()}", path.read_bytes()) for path in paths))


def main():
    site, file = ROOT / "_build/site", ROOT / f"_build/{NAME}.zip"
    if not (site / "index.html").exists():
        sys.exit("nothing is built: run make site")
    checksum = packed(site, file)
    file.with_name(f"{file.name}.sha256").write_text(f"{checksum}  {file.name}\n", encoding="utf-8")
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB\nSHA-256 {checksum} (also beside it; sha256sum -c checks it)")


if __name__ == "__main__":
    main()
