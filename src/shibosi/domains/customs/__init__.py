"""Customs: the list declared, what customs answered, what came back; matched with order, payment and waybill."""
