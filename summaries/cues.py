"""Words that tell what a clause is about: an event, a plan, a slogan, a scene …"""

from __future__ import annotations

import re

CUES: dict[str, str] = {
    # Something took place that can be dated.
    "event": (
        "开工 动工 奠基 破土 投产 投用 投运 竣工 建成 封顶 交付 完工 落成 启用 启动 签约 "
        "签订 落户 落地 入驻 入园 迁至 举行 举办 召开 揭牌 挂牌 成立 设立 获批 批复 批准 "
        "公示 入选 上榜 跻身 名列 位列 荣获 获评 被评为 认定 通过验收 上线 首飞 下线 发布 "
        "出台 印发 推出 中标 收购 并购 增资 试运行 试生产 通车 开通 开业 撤并 裁撤 发行 披露 "
        "公告 发射 首发 出口 试点 试行 开建 复工 并网 公布 实施 首批"
    ),
    # What has come of it.
    "result": (
        "达到 达成 实现 完成 新增 突破 超过 增长 提升至 提高到 增加到 增至 下降 减少 节约 "
        "降低 占比 占 累计 同比 环比 创 翻番 翻了 吸引 提供 带动 覆盖 拥有 共有 现有 已有 "
        "形成 聚集 集聚了 涉及 共计 总计 产值 营收 销售收入 税收 利润 净利润 订单 产量 产能 "
        "产销 装机 增加值 排名 居 最高 最大 增速 亏损 营业收入 回升 上涨 下滑 下跌"
    ),
    # What it is: its size, its cost, what it makes.
    "size": (
        "总投资 投资 占地 用地 建筑面积 规划面积 总面积 面积 全长 年产 日产 产线 生产线 楼宇 "
        "标准化厂房 厂房 注册资本 资金 基金 贷款 补贴 奖补 采购 募集 岗位 就业 床位 泊位 "
        "车间"
    ),
    # What comes next.
    "plan": (
        "计划 预计 预期 拟 将 即将 力争 争取 有望 规划 目标 下一步 今后 未来 接下来 到2030年 "
        "年内 年底前 明年 储备项目 重点抓好 重点培育 重点实施 建成后 投产后 达产后 完成后"
    ),
    # What sets it apart.
    "first": (
        "首个 首家 首条 首批 首次 首台 首创 第一 唯一 率先 最大 最高 最多 最长 全国首 全省首 百强 领先 填补"
    ),
    # Who.
    "name": ("公司 集团 企业 厂家 银行 研究院 实验室 大学 学院 合作社 研究所"),
    # What is being built or run.
    "project": (
        "项目 工程 基地 产业园 产业集群 产业链 平台 中心 科技园 科创园 园区 片区 组团 工业园 生产线 大桥 高速"
    ),
    # Where.
    "zone": ("开发区 经开区 高新区 示范区 综改区 自贸 保税区 工业园区 产业园区 产业集聚区 新区 园区"),
    # What could stand in any article of its kind.
    "slogan": (
        "正当时 千帆 势如虹 万象更新 涌动 "
        "高质量发展 新动能 强劲动力 注入 奋力 锚定 凝心聚力 擘画 赋能 提质增效 提档升级 "
        "转型升级 保驾护航 添砖加瓦 贡献 抓手 引擎 主战场 使命 担当 深入贯彻 贯彻落实 "
        "重要讲话 指示精神 决策部署 开门红 春潮 战鼓 实干 攻坚 热潮 浓厚氛围 新局面 新台阶 "
        "新篇章 新高地 新优势 新征程 再创 奠定 坚实 有力支撑 扎实 全力以赴 全力推动 全力 "
        "全面 不断 持续 着力 聚力 聚焦 积极 大力 充分发挥 进一步 深化 优化 强化 夯实 "
        "牢固树立 坚持 以人为本 理念 高度重视 切实 狠抓 稳步 有序推进 有力 推动 推进 加快 "
        "助力 促进 提升 打造 构建 加强 引领 格局 活力 磁吸 金字招牌 意义 生动实践 营商环境 "
        "满意度 获得感 幸福感 压实 落实 统筹 精准 高效 优质 良好 显著 蓬勃 欣欣向荣 美好 "
        "辉煌 风采 画卷 蓝图"
    ),
    # Scenery and stories that warm the reader up.
    "scene": (
        "走进 来到 映入眼帘 只见 看到 现场 忙碌 繁忙 热火朝天 机器轰鸣 轰鸣 塔吊 车辆穿梭 "
        "穿梭 一派 景象 井然有序 阳光 清晨 寒风 春风 春天 冬日 盛夏 深秋 工人们 脸上 笑 心里 "
        "采访 记者 笔者 这里 这家 如今 曾经 过去 以前 领导 出席 主持 仪式"
    ),
    # Somebody's words rather than a fact.
    "said": (
        "表示 介绍 说 指出 强调 认为 告诉 坦言 透露 称 要求 提出 建议 希望 呼吁 看来 据了解 "
        "据介绍 据悉 了解到"
    ),
    # It is news.
    "now": ("目前 当前 截至 今年 日前 近日 本月 本次 此次 最近 上半年 一季度 前三季度 已 正在 正"),
}

_FOUND: dict[str, list[str]] = {}
for _name, _words in CUES.items():
    for _word in _words.split():
        _FOUND.setdefault(_word, []).append(_name)

CLASSES_OF: dict[str, tuple[str, ...]] = {word: tuple(names) for word, names in _FOUND.items()}
"""The classes of each word."""

CUE = re.compile("|".join(sorted(CLASSES_OF, key=lambda word: (-len(word), word))))
"""Any of the words; where two overlap the longer one."""
