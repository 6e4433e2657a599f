"""The interface through which customs asks for original payment data; its shape is that of customs, not ours."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Form, Path, Router

from shibosi.api.viewing import Asking
from shibosi.methods.messages.paymentdata import MOST_QUESTION, NoPaymentData, answer
from shibosi.store.declaring import payments

router = Router(tags=["customs"], auth=Asking(optional=True))
Platform = Annotated[str, Path(pattern="^[0-9A-Za-z]{1,18}$")]
Asked = Annotated[str, Form(alias="openReq", max_length=MOST_QUESTION)]
Answered = dict[str, str | int]


@router.post("/customs/payment-data/{platform}", response=Answered, summary="Customs asks for original payment data")
def asked(request: HttpRequest, platform: Platform, question: Asked) -> Any:
    """`code` 10000 where the signed data will be uploaded, 20000 with the reason in `message` where they will not."""
    now = timezone.now()
    try:
        return payments.asked(platform, question, now)
    except NoPaymentData as mistake:
        return answer(int(now.timestamp() * 1000), mistake.sentence("en"))
