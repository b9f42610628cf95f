"""The file for Litestream names the bot's files, whatever signs are in their paths: none is cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

CONFIG = Path(__file__).parent.parent.parent / "deploy" / "litestream.yml"


@pytest.mark.parametrize(
    "odd", ["plain", "with blanks", "a: b", "a #1 b", "[x]", "园区", "~", "100%", '"x"', "a\\b", "*"]
)
def test_odd_paths_stay_whole(odd: str) -> None:
    told = {"DATABASE": f"/data/{odd}/{odd}", "REPLICA": f"{odd} /replica"}
    # As Litestream does, in the text, before it is read.
    text = re.sub(r"\$\{(\w+)\}", lambda match: told[match[1]], CONFIG.read_text(encoding="utf-8"))
    databases = yaml.safe_load(text)["dbs"]
    assert [each["path"] for each in databases] == [told["DATABASE"], f"{told['DATABASE']}-incoming"]
    replicas = [replica["path"] for each in databases for replica in each["replicas"]]
    assert replicas == [f"{told['REPLICA']}/database", f"{told['REPLICA']}/incoming"]
