"""Tokenises a corpus once, into one stream of token ids that all arms share.

    python pack.py --spec spec.json

Writes tokens.bin (little-endian uint16, or uint32 for a vocabulary of 65,536 and more) and pack.json. Sequences
are cut from the stream end to end, so a document may begin in one and go on in the next; after each document
stands the tokenizer's end-of-text token. Nothing but one batch of documents is held in memory.
"""

import hashlib
import os
import signal
from collections.abc import Iterator
from itertools import islice

from contract import Events, OutputFolder, failpoint, load_spec, write_json
from documents import Documents
from lifeline import tie_to_parent
from tokens import Tokens, load_tokens, read_config

DOCUMENTS_AT_ONCE = 512


def choose_separator(tokens: Tokens) -> tuple[str | None, list[int]]:
    """Which token stands between documents, and its ids: none if the tokenizer has no fitting one."""
    for name, token in (("eos", tokens.eos_id), ("bos", tokens.bos_id), ("sep", tokens.sep_id)):
        if token is not None:
            return name, [token]
    return None, []


def encode_batches(documents: Documents, tokens: Tokens, separator: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Batches of (number of documents, their ids with separators)."""
    texts = iter(documents)
    while batch := list(islice(texts, DOCUMENTS_AT_ONCE)):
        yield len(batch), [token for ids in tokens.encode(batch) for token in (*ids, *separator)]


def run(spec: dict, events: Events) -> None:
    """The whole stage."""
    events.emit("phase", phase="import")
    import numpy

    documents = Documents(spec["files"], spec["format"], spec["field"])
    tokens = load_tokens(spec["tokenizer"])
    vocab = read_config(spec["tokenizer"])["vocab_size"]
    separator, separator_ids = choose_separator(tokens)
    if separator is None:
        events.emit("warning", message="The tokenizer has no eos, bos or sep token: documents are not separated.")
    events.emit("phase", phase="work")
    dtype = "uint16" if vocab < 65_536 else "uint32"
    output = OutputFolder(spec["output"])
    digest, num_documents, num_tokens = hashlib.sha256(), 0, 0
    with open(output.path / "tokens.bin", "wb") as file:
        for count, ids in encode_batches(documents, tokens, separator_ids):
            if max(ids) >= vocab:
                raise ValueError(
                    f"The tokenizer does not match the model in {spec['tokenizer']}: it gave the token id "
                    f"{max(ids)}, but the vocab_size of config.json is {vocab}. Use the model's own tokenizer."
                )
            data = numpy.array(ids, dtype=numpy.dtype(dtype).newbyteorder("<")).tobytes()
            file.write(data)
            digest.update(data)
            num_documents, num_tokens = num_documents + count, num_tokens + len(ids)
            seen = documents.bytes_read / documents.total_bytes
            events.progress(num_documents, max(num_documents, round(num_documents / seen)), "document")
    num_sequences = num_tokens // spec["sequence"]
    if num_documents == 0:
        raise ValueError(f"The corpus is empty: no text in {', '.join(spec['files'])}.")
    if num_sequences == 0:
        raise ValueError(
            f"The corpus has {num_tokens} tokens, fewer than one sequence of {spec['sequence']}: "
            "add text or set a shorter sequence in the budget."
        )
    events.emit("phase", phase="save")
    facts = {"dtype": dtype, "tokens": num_tokens, "documents": num_documents, "sequence": spec["sequence"]}
    facts |= {"sequences": num_sequences, "vocab": vocab, "eos_id": tokens.eos_id, "separator": separator}
    facts |= {"sha256": digest.hexdigest()}
    write_json(output.path / "pack.json", facts)
    failpoint("pack.write")
    output.finish(spec, spec["fingerprint"], facts)


def main() -> None:
    tie_to_parent(signal.SIGKILL)
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    spec = load_spec("pack")
    run(spec, Events(spec["events"]))


if __name__ == "__main__":
    main()
