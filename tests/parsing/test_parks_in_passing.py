"""An article is about the park that it speaks of, not about one that it only names."""

from __future__ import annotations

import pytest

from parsing.page import parse_page
from parsing.parks import Gazetteer

HEADLINE = "蘑菇种进老窑洞"
REST = "三孔废弃窑洞里，层层菌架一直码到洞顶，灰白的菇伞挤满菌棒，采菇人每天要来回四五趟。"


def park_of(*paragraphs: str, headline: str = HEADLINE, subhead: str = "") -> str:
    lines = (headline, *filter(None, [subhead]), *paragraphs)
    (article,) = parse_page("\n\n".join(lines)).articles
    park = Gazetteer.bundled().park_of(article).main
    return park.name if park else ""


@pytest.mark.parametrize(
    "sentence",
    [
        "推介会上，省商务厅、山西转型综改示范区管委会、晋岭轮轨公司和煤化所分别作了推介。",
        "晋岭港位于广东自贸区南沙湾区块，地处粤港澳大湾区的几何中心，规划岸线一千六百米。",
        "会议要求，以科创大走廊黄石功能区为重点，加快推进同城化发展，把沿线乡镇串成一片。",
    ],
)
def test_a_name_in_passing(sentence: str) -> None:
    assert park_of(REST, sentence) == ""


def test_a_name_that_the_text_comes_back_to() -> None:
    said = "阳曲示范区今年又添了三座冷库，鲜菇可以多存半个月。"
    assert park_of(REST, said, f"下一步，{said}") == "阳曲现代农业产业示范区"


def test_one_zone_as_an_example_of_all() -> None:
    said = "在重庆经济技术开发区，工人们正在安装设备。"
    again = "重庆经济技术开发区负责人表示，新线下月投产。"
    assert park_of(REST, said, again, subhead="——全省开发区项目建设见闻") == ""
    assert park_of(REST, said, again) == "重庆经济技术开发区"


def test_a_headline_that_calls_a_zone_by_its_kind_alone() -> None:
    said = "管委会主任透露，作为合肥城市发展的西部组团，这里将建起新的商业中心。"
    assert park_of(REST, said, headline="高新区管委会拟搬至大蜀山西") == "合肥高新区"
    assert park_of(REST, said, "芜湖的客商也来考察。", headline="高新区管委会拟搬至大蜀山西") == ""
    assert park_of(REST, said, headline="高新区里的早餐店") == ""


def test_an_investment_zone_is_a_zone() -> None:
    assert park_of(REST, headline="元洪投资区回归园一期建设加速度") == "元洪投资区"
