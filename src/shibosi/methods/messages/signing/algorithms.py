"""The names of ways to sign and to hash, as customs and senders write them."""

from shibosi.methods.messages.signing.keys import RSA, SM2, sha1
from shibosi.methods.messages.signing.sm2 import sm3

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
RSA_SHA1, SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#sha1"
SM2_SM3 = "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3"
SM3 = "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3"
METHODS = {RSA_SHA1: RSA, SM2_SM3: SM2, "http://www.w3.org/2000/09/xmldsig#sm2-sm3": SM2}
"""Ways of signing that are read; the last is what a field implementation writes."""
DIGESTS = {SHA1: sha1, SM3: sm3}
"""Ways of hashing; the field implementation signs with SM2 over a digest of SHA-1."""
WRITTEN = {RSA: (RSA_SHA1, SHA1), SM2: (SM2_SM3, SM3)}
"""What is written for a kind of key."""
