"""The rooms of the house, as import-linter knows them: a test that goes through all of them sees a new one too."""

import tomllib

from django.conf import settings

RULES = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
ROOMS: tuple[str, ...] = tuple(RULES["root_packages"])
OURS = tuple(sorted(room for room in ROOMS if (settings.BASE_DIR / room / "migrations").is_dir()))  # those with models
