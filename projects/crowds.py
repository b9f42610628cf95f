"""Who is meant where no project is: many at once, or a part of a site that says nothing of the whole."""

from __future__ import annotations

import re

# Somebody else's undertakings: what is told of them is told of none that has a name.
CROWD = re.compile(
    r"(?:[\d一二两三四五六七八九十百几多数]{1,8}(?:余|多)?(?:个|项|家|批|处|座|条)|一批|一系列|各(?!项(?:工程|工作|建设))类?|多个"
    r"|众多|所有|全部|其他|另外|更多|上百家)[^,，。]{0,10}?(?:项目|企业|公司|厂房|工厂|工程|单位"
    r"|伙伴)"
    r"|(?:签约|开工|投产|续建|新开工|储备|在建|新建|复工|重点|重大"
    r"|招商)项目(?:[\d一二两三四五六七八九十百]|总|共|数|全|速|早|快|的)"
    r"|另一[条座个处家]|等[^,，。]{0,4}(?:企业|公司|厂)|新开工[\d一二两三四五六七八九十]{1,8}[个项]"
    r"|建成投产[\d一二两三四五六七八九十]{1,8}[个项]"
)
# A part of a site that is in use says nothing of the whole.
PART_BEFORE = re.compile(
    r"(?:生活区|支路|道路|变电站|食堂|公寓|专线|污水(?:处理)?站|培训班|展厅|样板间|临建|板房|宿舍"
    r"|便道|围挡|办公室|平台|系统|政策|证书|公交)[^,，。；;]{0,8}$"
)
MANY_BEHIND = re.compile(
    r"(?!一个)(?:了)?(?:一批|一系列|[\d一二两三四五六七八九十百多]{1,8}(?:余|多)?(?:个|家|座)(?!月|小时|车间))"
)
# 建成|标准机架3.1万个, 建成|经得起检验的工程: what was built, or how, is no news of the whole.
BUILT_THING = re.compile(
    r"[^,，。；投后并]{0,14}[\d一二两三四五六七八九十百多]{1,6}(?:\.\d{1,3})?(?:万|余|多)?(?:个|条|座|家|处|套|栋|架|公里)"
    r"|(?:一个|一座|经得|至[^,，。]{1,20}的)"
)
