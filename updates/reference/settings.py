"""The page of settings: every environment variable, what it means, what holds without it."""

from shibosi.kernel.words import translate
from shibosi.settings.named import SETTINGS
from updates.reference.page import head, joined, say, table


def page() -> str:
    """The page in the language in use."""
    yes = say("yes", "是")
    rows = [
        [f"`{name}`", translate(one.meaning), f"`{one.default}`" if one.default else "", yes if one.secret else ""]
        for name, one in SETTINGS.items()
    ]
    about = say(
        "The server is configured by environment variables and nothing else; all of them may be left out. Those marked "
        "secret belong into a file that only the service can read.",
        "服务器只通过环境变量配置，均可不设。标为机密的变量应放在只有服务账户可读的文件中。",
    )
    heads = [say("Variable", "变量"), say("Meaning", "含义"), say("Without it", "缺省值"), say("Secret", "机密")]
    return joined(head("settings", about), table(heads, rows))
