"""Builds the package that pyproject.toml describes, a dependency and nothing else (PEP 517).

It takes the standard library alone, so that an index is asked for wrapup-codes and for no tool that builds.
"""
import base64
import hashlib
import pathlib
import re
import zipfile

ABOUT = "wrapup_hooks-0.dist-info"

METADATA = """\
Metadata-Version: 2.1
Name: wrapup-hooks
Version: 0
Requires-Dist: {}
"""

WHEEL = """\
Wheel-Version: 1.0
Generator: wrapup-hooks
Root-Is-Purelib: true
Tag: py3-none-any
"""


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    # Python has a parser of TOML from 3.11 on.
    project = pathlib.Path("pyproject.toml").read_text(encoding="utf-8")
    (dependency,) = re.findall(r'^dependencies = \["(.+)"\]$', project, re.MULTILINE)
    record = ""
    name = "wrapup_hooks-0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w") as wheel:
        for file, text in {"METADATA": METADATA.format(dependency), "WHEEL": WHEEL}.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
            record += f"{ABOUT}/{file},sha256={digest},{len(text.encode())}\n"
            wheel.writestr(f"{ABOUT}/{file}", text)
        wheel.writestr(f"{ABOUT}/RECORD", record + f"{ABOUT}/RECORD,,\n")
    return name
