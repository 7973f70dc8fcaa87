"""The documents of a corpus, one a line, read as a stream; what is wrong is said with its file and place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BOM = b"\xef\xbb\xbf"


@dataclass
class Documents:
    """Iterates over the texts of all files; `bytes_read` says how far it is."""

    files: list[str]
    format: str
    field: str
    bytes_read: int = 0

    def __post_init__(self) -> None:
        missing = [file for file in self.files if not Path(file).is_file()]
        if missing:
            raise ValueError(f"The corpus names files that aren't there: {', '.join(missing)}.")
        self.total_bytes = sum(Path(file).stat().st_size for file in self.files)

    def __iter__(self) -> Iterator[str]:
        for file in self.files:
            start = 0
            with open(file, "rb") as lines:
                for number, raw in enumerate(lines, 1):
                    text = self._text(raw, start, file, number)
                    start += len(raw)
                    self.bytes_read += len(raw)
                    if text:
                        yield text

    def _text(self, raw: bytes, start: int, file: str, number: int) -> str:
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError as problem:
            raise ValueError(
                f"{file}:{number} is not UTF-8: byte {start + problem.start} of the file is "
                f"0x{raw[problem.start]:02x} ({problem.reason}). Convert the file to UTF-8."
            ) from None
        line = line.removeprefix(_BOM.decode()) if number == 1 else line
        line = line.rstrip("\r\n")
        return self._field(line, file, number) if self.format == "jsonl" and line.strip() else line.strip()

    def _field(self, line: str, file: str, number: int) -> str:
        try:
            record = json.loads(line)
        except ValueError as problem:
            raise ValueError(f"{file}:{number} is not JSON: {problem}.") from None
        if not isinstance(record, dict) or not isinstance(record.get(self.field), str):
            keys = ", ".join(record) if isinstance(record, dict) else "no object at all"
            raise ValueError(f"{file}:{number} has no text in the field `{self.field}`; it has: {keys}.")
        return record[self.field].strip("\n")
