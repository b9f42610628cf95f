"""How long reading the projects of an article takes, and finding one of them among many known ones.

    python benchmarks/projects.py [--known 100000] [--asked 2000]

Reading is measured on made articles of one, ten and a hundred times the usual length: what an article costs
must grow with its text alone. Finding is measured with all known projects in one park, which is the worst
case, and spread over 2,700 parks. Times are those of the processor: what else runs is left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from projects.article import Article
from projects.linking import Index, Signs, Undertaking, signs_of
from projects.reading import read_projects

DAY = dt.date(2026, 4, 4)
PARK = "山西忻州经济开发区"
PARKS = 2_700
SEED = 17
_SYLLABLES = "云凝曜镁澄绛泉晟轩丰红禾岚舟途极辉阳光元恒沐原昊瑞宏锦航祺博"
_PRODUCTS = "风电塔筒 环锻法兰 光伏组件 光伏支架 气凝胶毡 智算中心 冷链物流 铝基材料 石英管 液压支架"
_PARAGRAPHS = (
    "4月2日,忻州恒岚新材料有限公司的恒岚特种玻璃项目在忻州经济开发区开工。"
    "项目总投资2亿元,占地90亩,计划6月底前封顶。",
    "“土建已经收尾,现在是管道和仪表。”项目负责人介绍,二期正在做市场论证,初步设想投资6亿元上下。",
    "忻州经开区抓好包装产业园、数字化科创基地等项目建设,全区新开工项目15个,总投资93.7亿元。",
    "园区服务中心派出两名专员驻场,水、电、路同步进场施工,企业订单排到了下个季度。",
)


def main() -> None:
    """Prints both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--known", type=int, default=100_000)
    options.add_argument("--asked", type=int, default=2_000)
    asked = options.parse_args()
    read_projects(Article(DAY, PARK, "", _PARAGRAPHS))  # the dictionary is loaded
    for times in (1, 10, 100):
        article = Article(DAY, PARK, "恒岚玻璃开工", _PARAGRAPHS * times)
        length = sum(map(len, article.paragraphs))
        _print(f"reading {length:,} characters", partial(read_projects, article))
    for parks in (1, PARKS):
        index, told = _filled(asked.known, parks)
        seconds = _timed(index.find, told[: asked.asked])
        middle, slow = (seconds[int(len(seconds) * part)] * 1e3 for part in (0.5, 0.99))
        print(f"among {asked.known:,} projects in {parks:,} park(s): p50 {middle:.2f} ms, p99 {slow:.2f} ms")


def _filled(known: int, parks: int) -> tuple[Index, list[Signs]]:
    chosen = random.Random(SEED)
    index, told = Index(), []
    for number in range(known):
        brand = "".join(chosen.sample(_SYLLABLES, 2))
        name = f"{brand}{chosen.choice(_PRODUCTS.split())}{'二期' if number % 9 == 0 else ''}项目"
        signs = signs_of(f"第{number % parks}经济开发区", (name,), f"忻州{brand}重装有限公司")
        undertaking = Undertaking(number, signs.park)
        undertaking.take(signs)
        index.add(undertaking, signs)
        told.append(signs)
    chosen.shuffle(told)
    return index, told


def _timed(find: Callable[[Signs], object], told: Iterable[Signs]) -> list[float]:
    seconds = []
    for signs in told:
        begun = time.process_time()
        find(signs)
        seconds.append(time.process_time() - begun)
    return sorted(seconds)


def _print(what: str, work: Callable[[], object], rounds: int = 20) -> None:
    begun = time.process_time()
    for _ in range(rounds):
        work()
    print(f"{what}: {(time.process_time() - begun) / rounds * 1e3:.2f} ms")


if __name__ == "__main__":
    main()
