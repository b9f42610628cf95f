"""Whether what a name names is built here, or only stands there, is a part, or is one of many."""

from __future__ import annotations

import re

from projects.entries import Found
from projects.kinds import is_kind
from projects.naming import Name
from projects.project import Stage
from projects.steps import Mood, steps_of

PARTS = re.compile(r"(?:厂房|生产线|产线|机组|厂|管廊|中心|变电站|铁路|工厂)$")


_PLAIN_PART = re.compile(
    r"^(?:[\d一二两三四五六七八九十百.]{1,8}[号座栋条跨个万千]{0,3})?(?:主|新|旧|老|好|闲置|标准"
    r"|标准化|存量|空置|现代化|高大|预订|检测|服务|便民|政务|监控|指挥|调度|变|动力|污水处理|应急"
    r"|培训|[\d.]{1,8}万?平方米|[\d.]{1,8}千伏|公用|就业){0,6}(?:厂房|生产线|产线|机组|厂|管廊|中心"
    r"|变?电站|铁路|工厂)$"
)


# What is counted or one of many is no undertaking of its own.
_COUNTED = re.compile(
    r"(?:(?<![这该一首第])(?:[\d余多]{1,8}|[二两三四五六七八九十百几数多]{1,6})(?:个|条|座|项|类|家"
    r"|大)|一批|一系列|批)(?:的)?$"
)


_SLOGAN_BEFORE = re.compile(
    r"(?:打造|争创|建设成|打造成|构建|成为|建成了?(?:全国|全省|国内|世界))(?:为|了|一个)?$"
    r"|打造[^,，。；]{0,28}$|(?:有望|率先|争取|努力)[^,，。]{0,6}建成[^,，。]{0,8}$"
)


_OF_SOMEBODY = re.compile(r"(?:总监|经理部?|总工|部(?!分)|办公室|方(?=[表介负])|组长)")


_COUNT_BEHIND = re.compile(r"(?:共|共计|总共|达)?[\d]{1,8}(?:多|余)?(?:项|个)(?!月|小时)")


_ONE_OF_A_KIND = re.compile(r"第一|最[大高长先强]|唯一|最早|首屈")


_KIND_BEHIND = re.compile(
    r"(?:等[^,，。]{0,6}(?:主体|场所|领域|载体|平台)|[两三四五六七八九十]大(?:板块|功能区|区域|片区|组团|部分)|[\d.]{1,8}(?:多|余)?(?:个|项|条|家|座))"
)


_THIS = ("这个", "这家", "这条", "这座", "该", "这片", "这处", "这一")


OWN_NAME_LEAST = 6


_BUILT = re.compile(
    r"(?:建设|新建|兴建|建立|设立|开工|建成|投建|开建|动工|奠基|筹建)(?:了|的)?(?:一座|一条|一个)?$"
)


_IS_BUILDING = re.compile(
    r"(?:目前|眼下|现在)?(?:正在|已经?|正|仍在|开始)?(?:紧张|抓紧|加紧|加快|有序|全面)?(?:建设|施工"
    r"|设备安装|安装设备|装修|调试|主体施工)"
)


_WORKED_ON_BEFORE = re.compile(
    r"(?:在建的?|新建的?|建设(?!的|在)|开建|兴建|修建|扩建|改建|开工|动工|建成|开通|建设的"
    r"|投资[^,，。；]{0,14}的)(?:[^,，。；]{0,20}、)?[“\"]?$|——$|(?:性|骨干|节点|重点|重大|之一的?)(?:工程"
    r"|项目)?$"
)


_SITE_BEHIND = re.compile(r"(?:的)?[\d、和及与]{0,4}(?:项目|工程)?(?:建设|施工|作业)?(?:现场|工地)")


def is_worked_on(text: str, name: Name) -> bool:
    """Whether the clause of a bridge, a station or the like tells that it is being built."""
    if _WORKED_ON_BEFORE.search(text, max(0, name.start - 24), name.start) or _SITE_BEHIND.match(
        text, name.end
    ):
        return True
    clauses = re.split(r"[,，]", re.split(r"[。；;！？\n]", text[name.end : name.end + 60], maxsplit=1)[0])
    behind = clauses[0] if clauses[0] and not clauses[0].startswith("、") else "".join(clauses[:2])
    return any(
        step.mood is not Mood.SPOKEN_OF and step.stage is not Stage.SIGNED for step in steps_of(behind)
    )


_THIS_THING = re.compile(
    r"(?:这座|这个|这条|这一|这片|该)[^,，。；;]{0,20}(?:的|、)$"
)  # 这座总投资9.2亿元的|宠物食品园


_LOCATION = re.compile(
    r"(?:位于[^,，。；]{1,10}的|位于|坐落于?|地处|落户于?|落[定子]|选址|来自|毗邻|紧邻|走进|来到|在|从|到|入驻|进驻|依托"
    r"|以)(?:[^,，。;；、的]{0,5}(?:省|市|县|区|旗|州|[·•]))*$"
)


_ACTS = re.compile(
    r"(?:里|内)?(?:的?(?:一期|二期|三期))?(?:正式|日前|近日|已经?|部分|基本|全面|开始|正|全部"
    r"|顺利)*(?:开工|动工|奠基|破土|封顶|竣工|建成|完工|试产|试生产|试运行|投产|投运|成功点火|量产"
    r"|启用|全力运转|上线|开园|开业"
    r"|运营|投用)"
)


_ACTS_LATER = re.compile(
    r"[^,，。；;！？]{0,24}?(?:开工|动工|奠基|破土|封顶|竣工|建成|完工|试产|试生产|试运行|投产|投运|投用)"
)


def acts(text: str, end: int) -> bool:
    """Whether what is named up to `end` is said to take a step right behind its name."""
    return bool(_ACTS.match(text, end))


_NAMELESS = re.compile(r"(?:这家|一家|某|有家)[^。！？]{0,40}(?:企业|公司|车企|厂)")


def _branded(name: str, found: Found) -> bool:
    return any(firm.brand in name for firm in found.firms)


def _begins_with_firm(name: str, found: Found) -> bool:
    return any(name.startswith(firm.brand) for firm in found.firms)


def _own_part(text: str, name: Name, found: Found) -> bool:
    """Whether a works or a line is somebody's undertaking, not a part of another one."""
    if _PLAIN_PART.match(name.text):
        return False
    before = text[max(0, name.start - 12) : name.start]
    if re.search(r"(?:在建|新建|正在建设)的$", before):
        return True
    if re.search(r"(?:一条|首条)$", before):
        return not found.entries
    if (
        len(name.text) >= OWN_NAME_LEAST
        and not name.text.endswith(("厂房", "变电站"))
        and not name.text.startswith(("全部", "所有"))
    ) and (acts(text, name.end) or _BUILT.search(before) or _IS_BUILDING.match(text, name.end)):
        return True
    if any(firm.brand in name.text for firm in found.firms):
        return True
    sentence = max(text.rfind(mark, 0, name.start) for mark in "。！？；\n") + 1
    firms = [firm for firm in found.firms if firm.full or text[firm.span.end : firm.span.end + 2] == "公司"]
    named = any(firm.name in text[sentence : name.start] for firm in firms) or re.search(
        r"[\u4e00-\u9fff]{2}(?:公司|集团)", text[sentence : name.start]
    )
    if named and len(name.text) >= 5 and _ACTS_LATER.match(text, name.end):
        return True
    return bool(re.search(r"(?:科技|光电|公司|新材|重装|集团|能源|医药)的$", before))


def points_back(text: str, name: Name) -> bool:
    """Whether a place is the one before it, described: 这座总投资9.2亿元的|宠物食品园."""
    before = text[max(0, name.start - 40) : name.start]
    if _OF_THIS.search(before):
        return True
    if _IS_ONE.search(before):
        return True
    if name.kind == "project":
        return bool(_IS_A_KIND.search(before) and is_kind(name.text))
    return name.kind in ("place", "works") and bool(_THIS_THING.search(before))


# …生产基地是麻城市之后又一|新型管材项目: what stands before is described, nothing new is named.
_ITS_HEAD = re.compile(r"负责人|经理|总监|总工")  # …科技有限公司项目|负责人: the firm's man
_AND_OTHERS = re.compile(r"(?:及|和|、)[^,，。；]{0,8}等地")  # 在滨海国际会展中心|及青岛等地
_NEIGHBOUR = re.compile(r"[东南西北顺连相]接(?:拟建|在建|既有|已建)?的?$")  # 北接拟建的|恩来高速公路
_ONE_OF = (
    r"(?:又一个?|一[个项]|首[个项座条家]|第[一二三四五\d][个座条]"
    r"|[十百]大|重大|重点|最[大高长先新]?[\u4e00-\u9fff]{0,3}的?|唯一的?)"
)
_IS_ONE = re.compile(rf"(?:是|成为|系)[^,，。；]{{0,30}}{_ONE_OF}(?:[^,，。；是]{{0,10}}的)?$")


_IS_A_KIND = re.compile(
    r"(?:是|为|成为|[被列]为|属于)(?:(?!公司|集团)[^,，。；]){0,24}$"
)  # 该项目为|集中供热项目
_OF_THIS = re.compile(r"该项目$")  # 该项目|天门基地总投资8亿元


def is_undertaking(text: str, name: Name, found: Found) -> bool:
    """Whether a name in a text is one of a project that a follower could ask about again."""
    before = text[max(0, name.start - 30) : name.start]
    if _COUNT_BEHIND.match(text, name.end) or _COUNTED.search(before[-8:]):
        return False
    if _OF_SOMEBODY.match(text, name.end):
        return False
    if name.text.endswith("公司项目") and _ITS_HEAD.match(text, name.end):
        return False
    if name.kind in ("place", "works") and _is_one_of_many(text, name):
        return False
    if _NEIGHBOUR.search(before):
        return False
    if name.kind == "works":
        return not _AND_OTHERS.match(text, name.end) and (
            is_worked_on(text, name) or _begins_with_firm(name.text, found)
        )
    return name.kind != "place" or _is_built_place(text, name, before, found)


def _is_one_of_many(text: str, name: Name) -> bool:
    return bool(
        _ONE_OF_A_KIND.search(name.text)
        or _KIND_BEHIND.match(text, name.end)
        or text.endswith(_THIS, 0, name.start)
    )


def _told_of_another(text: str, name: Name, found: Found) -> bool:
    """Whether the sentence names a project before a place: …多联产项目在|喇嘛湖梁工业园|动工."""
    sentence = max(text.rfind(mark, 0, name.start) for mark in "。！？；\n") + 1
    return any(
        mention.named
        and mention.entries
        and sentence <= mention.span.start < name.start
        and text.startswith(tuple(found.entries[mention.entries[0]].texts), mention.span.start)
        for mention in found.mentions[-3:]
    )


def _is_built_place(text: str, name: Name, before: str, found: Found) -> bool:
    if _LOCATION.search(before[-12:]) and not acts(text, name.end):
        return False
    if _LOCATION.search(before[-12:]) and _told_of_another(text, name, found):
        return False
    if PARTS.search(name.text) and not _own_part(text, name, found):
        return False
    if _SLOGAN_BEFORE.search(before):
        return False
    return not _NAMELESS.search(text[: name.start]) or _branded(name.text, found)
