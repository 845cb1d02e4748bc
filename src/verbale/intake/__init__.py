"""Files, pages and strings to Reports: decoding, main text, metadata, language, page furniture."""

from verbale.intake.load import LIMIT, from_text, load_bytes, load_file, read_bytes

__all__ = ["LIMIT", "from_text", "load_bytes", "load_file", "read_bytes"]
