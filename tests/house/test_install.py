"""What is installed finds its catalogues and its data: as a wheel, and as a checkout that people edit."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
PARTS = ("dispatcher", "data", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
LEFT_BEHIND = shutil.ignore_patterns("*.mo", "__pycache__", ".mypy_cache", ".ruff_cache")
QUESTION = """
from dispatcher import locale, resources
import dispatcher
locale.use("de")
print(dispatcher.__file__)
print(locale._("Options"))
print(*sorted(str(path.relative_to(resources.data_folder())) for path in resources.data_folder().rglob("*")), sep="|")
"""


def said(command: list[str | Path], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as somebody gets it: nothing compiled yet."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        source = HOUSE / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=LEFT_BEHIND)
        else:
            shutil.copy(source, folder)
    return folder


def build(checkout: Path, way: str, into: Path) -> Path:
    """The wheel that an installer asks for: ``way`` is "wheel" or "editable"."""
    call = f"import hatchling.build as b; print(b.build_{way}({str(into)!r}))"
    return into / said([sys.executable, "-c", call], checkout).splitlines()[-1]


def install(wheel: Path, into: Path) -> Path:
    """A fresh environment with nothing but ``wheel`` and the libraries of this one; returns its interpreter."""
    venv.create(into, symlinks=True)
    interpreter = into / "bin" / "python"
    said([sys.executable, "-m", "pip", "--python", interpreter, "install", "--no-deps", "--no-index", wheel], into)
    site = said([interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], into).strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "zz_libraries.pth").write_text("\n".join(sorted(libraries)) + "\n", encoding="utf-8")
    return interpreter


def data_of(folder: Path) -> str:
    return "|".join(sorted(str(path.relative_to(folder)) for path in folder.rglob("*")))


def test_a_wheel_carries_its_words_and_its_data(checkout: Path, tmp_path: Path) -> None:
    interpreter = install(build(checkout, "wheel", tmp_path), tmp_path / "fresh")
    place, word, data = said([interpreter, "-c", QUESTION], tmp_path).splitlines()
    assert Path(place).is_relative_to(tmp_path / "fresh")
    assert word == "Optionen"
    assert data == data_of(checkout / "data") != ""


def test_an_editable_checkout_finds_its_words_and_its_data(checkout: Path, tmp_path: Path) -> None:
    interpreter = install(build(checkout, "editable", tmp_path), tmp_path / "fresh")
    place, word, data = said([interpreter, "-c", QUESTION], tmp_path).splitlines()
    assert Path(place) == checkout / "dispatcher" / "__init__.py"
    assert word == "Optionen"
    assert data == data_of(checkout / "data") != ""


def test_an_editable_checkout_has_no_second_copy_of_the_data(checkout: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(build(checkout, "editable", tmp_path)) as wheel:
        assert [name for name in wheel.namelist() if "_data" in name] == []


def test_the_wheel_leaves_the_builder_at_home(checkout: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(build(checkout, "wheel", tmp_path)) as wheel:
        names = wheel.namelist()
    assert "dispatcher/locale/de/LC_MESSAGES/dispatcher.mo" in names
    assert "dispatcher/locale/hatch_build.py" not in names
    assert [name for name in names if not name.startswith("dispatcher")] == []


def test_the_installed_command_is_there(checkout: Path, tmp_path: Path) -> None:
    interpreter = install(build(checkout, "wheel", tmp_path), tmp_path / "fresh")
    assert "Aufruf: dispatcher" in said([interpreter.with_name("dispatcher"), "--lang", "de", "--help"], tmp_path)
