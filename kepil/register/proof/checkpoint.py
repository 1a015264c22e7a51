"""Checkpoints: size and root of the log, signed (C2SP tlog-checkpoint and signed-note, with Ed25519).

A note may carry several signatures: that of the log is checked, those of witnesses are kept as they are.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kepil.register.proof.merkle import HASH

_ED25519 = b"\x01"
"""Signature type of signed-note."""
_MOST = 100
"""Signatures in a note; more is taken for an attack."""
_NAME = re.compile(r"[^\s+\x00-\x20]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class CheckpointError(ValueError):
    """A checkpoint or a key cannot be read."""


class SignatureError(CheckpointError):
    """A checkpoint can be read, and is not signed by the log's key."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public key of a log."""

    name: str
    public: bytes
    """32 bytes."""

    @property
    def id(self) -> bytes:
        """Key id: 4 bytes."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_base64(_ED25519 + self.public)}"


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """The secret key of a log."""

    name: str
    seed: bytes
    """32 bytes."""

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self._private().public_key().public_bytes_raw())

    def sign(self, text: bytes) -> bytes:
        """64 bytes of signature."""
        return self._private().sign(text)

    def encode(self) -> str:
        """The key as one line, in the form of Go's `sumdb/note`. Keep it secret."""
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{_base64(_ED25519 + self.seed)}"

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line of a note, checked or not."""

    name: str
    id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {_base64(self.id + self.signature)}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says about itself at one size."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def text(self) -> str:
        """The text that is signed."""
        return "\n".join((self.origin, str(self.size), _base64(self.root), *self.extensions)) + "\n"

    def __str__(self) -> str:
        """The note, as it is published."""
        return self.text + "\n" + "".join(f"{signature}\n" for signature in self.signatures)


def generate(name: str, source: Callable[[int], bytes]) -> SigningKey:
    """A new key. `source` gives random bytes; outside tests it is `secrets.token_bytes`.

    Raises CheckpointError for a name with spaces or `+`.
    """
    seed = source(32)
    if not _NAME.fullmatch(name) or len(seed) != 32:
        raise CheckpointError(f"No key can be made of the name {name!r} and {len(seed)} random bytes: 32 are needed.")
    return SigningKey(name, seed)


def parse_key(line: str) -> VerifierKey:
    """The public key that `str(VerifierKey)` writes: name, key id and key. Raises CheckpointError for anything else."""
    name, public = _parse_key(line, "public key", lambda key: key)
    return VerifierKey(name, public)


def parse_signing_key(line: str) -> SigningKey:
    """The secret key that `SigningKey.encode` writes. Raises CheckpointError, which does not repeat it."""
    prefix = "PRIVATE+KEY+"
    if not line.startswith(prefix):
        raise CheckpointError(f"This is not a secret key: it does not begin with {prefix}")
    name, seed = _parse_key(
        line.removeprefix(prefix),
        "secret key",
        lambda seed: Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw(),
    )
    return SigningKey(name, seed)


def sign(checkpoint: Checkpoint, key: SigningKey) -> Checkpoint:
    """The checkpoint with the signature of this key first and those of other keys after it.

    Raises CheckpointError for a checkpoint that cannot be written as a note.
    """
    verifier = key.verifier
    others = [one for one in checkpoint.signatures if (one.name, one.id) != (verifier.name, verifier.id)]
    signature = Signature(verifier.name, verifier.id, key.sign(checkpoint.text.encode()))
    signed = replace(checkpoint, signatures=(signature, *others))
    if parse(str(signed)) != signed:
        raise CheckpointError(f"The checkpoint of {checkpoint.origin!r} at size {checkpoint.size} cannot be a note.")
    return signed


def parse(note: str | bytes) -> Checkpoint:
    """The checkpoint in a note. **Its signatures are not checked**: `verify` does that.

    Raises CheckpointError where the note is malformed.
    """
    try:
        text = (note.encode("utf-8") if isinstance(note, str) else note).decode("utf-8")
    except UnicodeError as error:
        raise CheckpointError("The checkpoint is not UTF-8.") from error
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or _CONTROL.search(text):
        raise CheckpointError("The checkpoint is not a signed note: text, an empty line, lines of signatures.")
    signatures = lines[:-1].split("\n")
    if len(signatures) > _MOST:
        raise CheckpointError(f"The checkpoint has more than {_MOST} signatures.")
    head = body.split("\n")
    if len(head) < 3 or not all(head) or not _SIZE.fullmatch(head[1]):
        raise CheckpointError("The checkpoint does not begin with origin, size and root, each on a line.")
    origin, size, root, *extensions = head
    decoded = _from_base64(root)
    if decoded is None or len(decoded) != HASH:
        raise CheckpointError(f"The root of the checkpoint is not {HASH} bytes in base 64.")
    return Checkpoint(origin, int(size), decoded, tuple(extensions), tuple(map(_parse_signature, signatures)))


def verify(note: str | bytes, key: VerifierKey) -> Checkpoint:
    """The checkpoint in a note that this key signed for the log of its name.

    Raises SignatureError where it was not signed by this key or for another log, CheckpointError where it is malformed.
    """
    checkpoint = parse(note)
    if checkpoint.origin != key.name:
        raise SignatureError(f"The checkpoint is of the log {checkpoint.origin!r}, and the key of {key.name!r}.")
    own = [one for one in checkpoint.signatures if (one.name, one.id) == (key.name, key.id)]
    if not own:
        raise SignatureError(f"The checkpoint has no signature by the key {key.name}+{key.id.hex()}.")
    try:
        for one in own:
            Ed25519PublicKey.from_public_bytes(key.public).verify(one.signature, checkpoint.text.encode())
    except InvalidSignature as error:
        raise SignatureError(f"The signature of {key.name}+{key.id.hex()} is not of this checkpoint.") from error
    return checkpoint


def _parse_key(line: str, what: str, public: Callable[[bytes], bytes]) -> tuple[str, bytes]:
    name, _, rest = line.partition("+")
    id, _, encoded = rest.partition("+")
    key = _from_base64(encoded)
    if not _NAME.fullmatch(name) or key is None or len(key) != 33 or key[:1] != _ED25519:
        raise CheckpointError(f"This is not a {what}: it has the form name+id+key, the key Ed25519 in base 64.")
    if VerifierKey(name, public(key[1:])).id.hex() != id:
        raise CheckpointError(f"The {what} of {name} was changed: its id is not {id}.")
    return name, key[1:]


def _parse_signature(line: str) -> Signature:
    match line.split(" "):
        case ["—", name, encoded] if _NAME.fullmatch(name):
            blob = _from_base64(encoded)
            if blob is not None and len(blob) > 4:
                return Signature(name, blob[:4], blob[4:])
    raise CheckpointError(f"A line of the checkpoint is not a signature: {line[:100]!r}")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _from_base64(text: str) -> bytes | None:
    """The bytes, or None where the text is not what `_base64` writes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return data if _base64(data) == text else None
