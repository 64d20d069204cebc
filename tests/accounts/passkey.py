"""A passkey in software: what a browser and its authenticator answer, in the formats of the standard."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

HOST = "testserver"
ORIGIN = "https://testserver"
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40  # flags of authenticator data


class Passkey:
    """One key pair, for one name."""

    def __init__(self, host=HOST, origin=ORIGIN):
        self.id, self.key = secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())
        self.host, self.origin, self.count = host, origin, 0

    def create(self, options):
        """The answer to `navigator.credentials.create`."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        made = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(NEW) + made
        told = self._told("webauthn.create", options)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=told, attestationObject=attestation)

    def get(self, options):
        """The answer to `navigator.credentials.get`."""
        data, told = self._data(), self._told("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signature)

    def _data(self, more=0):
        self.count += 1
        flags = bytes([PRESENT | VERIFIED | more])
        return hashlib.sha256(self.host.encode()).digest() + flags + self.count.to_bytes(4, "big")

    def _told(self, kind, options):
        challenge = options["publicKey"]["challenge"]
        assert websafe_decode(challenge)
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, **response):
        name = websafe_encode(self.id)
        told = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": told, "clientExtensionResults": {}}
        )
