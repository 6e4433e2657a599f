"""The first page: what the reference pages hold."""

from updates.reference.page import TITLES, file_name, head, joined, say, table

HOLDS = {
    "clauses": ("every item of the standard and its companion texts, and what answers it",
                "标准及配套文本的每一项，以及由何对应"),
    "controls": ("every control: its sentence, what it computes, what follows", "每项核查：要求、计算内容及后果"),
    "records": ("every kind of record with its columns", "每类单证及其各列"),
    "flows": ("every flow: states, who moves a case, deadlines, what follows", "每个流程：状态、办理角色、期限及后果"),
    "measures": ("what measures do, and the packs that grade violations", "措施的种类，以及违规的分级方案"),
    "parameters": ("every parameter with its values through time, their sources and how far they are to be trusted",
                   "每个参数历年的取值、来源和可信度"),
    "access": ("roles, what they may do, scopes of tokens and mandates, limits",
               "角色及其权限、令牌与委托的范围、频次限制"),
    "settings": ("every environment variable the server reads", "服务器读取的每个环境变量"),
    "to-verify": ("rows of the tables of law that want a primary source", "法规数据表中有待核实的行"),
    "errors": ("what can go wrong, by stable code", "可能出现的问题，按固定代码列出"),
}  # fmt: skip


def page() -> str:
    """The page in the language in use."""
    rows = [[f"[{say(*TITLES[name])}]({file_name(name)})", say(*what)] for name, what in HOLDS.items()]
    commands = say(
        "The command line tells the same: `shibosi explain`, `shibosi schema`, `shibosi coverage`.",
        "命令行可查到同样内容：`shibosi explain`、`shibosi schema`、`shibosi coverage`。",
    )
    return joined(head("README"), table([say("Page", "页面"), say("Holds", "内容")], rows), commands)
