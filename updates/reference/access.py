"""The page of access: who may do what, what scopes open, how often something may be tried."""

from shibosi.kernel.flows.roles import ROLES
from shibosi.kernel.words import translate
from updates.reference.page import head, joined, say, table


def page() -> str:
    """The page in the language in use."""
    from shibosi.settings.limits import LIMITS
    from shibosi.store.permissions import FOR_MANDATES, FOR_TOKENS, SCOPES

    yes = say("yes", "是")
    scopes = [
        [name, translate(meaning), yes if name in FOR_TOKENS else "", yes if name in FOR_MANDATES else ""]
        for name, meaning in SCOPES.items()
    ]
    limits = [
        [translate(name), limit.amount, limit.seconds, translate(limit.per), translate(limit.why)]
        for name, limit in LIMITS.items()
    ]
    return joined(
        head("access", _what()),
        f"## {say('Permissions', '权限')}",
        _verbs(),
        f"## {say('Scopes', '范围')}",
        table([say("Scope", "范围"), say("Opens", "可做的事"), say("For tokens", "可授予令牌"),
               say("For mandates", "可授予委托")], scopes),
        f"## {say('Limits', '频次限制')}",
        table([say("What", "事项"), say("At most", "至多"), say("In seconds", "秒数"), say("For each", "按"),
               say("Why", "理由")], limits),
    )  # fmt: skip


def _what() -> str:
    return say(
        "Roles are held on the platform; levels are held in a party, and each may also do what is below it. A member "
        "sees what its party reported and what names it, a role sees everything. A token may do what its owner may and "
        "its scopes open; under a mandate a member may do for the principal what it opens, at most as a worker.",
        "角色属于平台；级别属于主体，高级别包含低级别的权限。主体成员只见本主体申报的和写明本主体的内容，平台角色可见全部。"
        "令牌的权限不超出其所有者，且限于其范围；受托代办时，以委托范围为限，至多等同办理级别。",
    )


def _verbs() -> str:
    from shibosi.store.models import Role
    from shibosi.store.permissions import LEVELS, PERMISSIONS

    roles = [role for role in Role if role]
    heads = [say("Verb", "操作"), say("Meaning", "含义"), *(translate(ROLES[role.value]) for role in roles),
             say("Members from", "成员级别"), say("Scope", "范围")]  # fmt: skip
    rows = [
        [verb, translate(one.meaning), *(say("yes", "是") if role in one.roles else "" for role in roles),
         "" if one.level is None else translate(LEVELS[one.level]), one.scope]
        for verb, one in PERMISSIONS.items()
    ]  # fmt: skip
    return table(heads, rows)
