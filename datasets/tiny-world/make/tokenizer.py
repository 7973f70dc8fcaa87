"""The word-level tokenizer, as the two files that transformers reads."""

from lexicon import LETTERS, LONG_WORDS, PLACE_CHARACTERS, RELATIONS, TOWN, WORDINGS

END_OF_TEXT, PAD, UNKNOWN = "<|endoftext|>", "<|pad|>", "<|unknown|>"
SPECIAL = (END_OF_TEXT, PAD, UNKNOWN)
# Never trained. They let a prompt that asks for a letter be read; its score is expected at chance.
LETTER_PROMPT = ("答案", "选择", *LETTERS, *"0123456789", ".", " ", "\n", "（", "）", "、")


def long_words() -> list[str]:
    """Words of two characters or more."""
    return [chinese for chinese, _, _ in RELATIONS.values()] + [*LONG_WORDS, "答案", "选择"]


def vocabulary() -> dict[str, int]:
    """Token -> id: the special ones first, then each word in the order in which the lexicon names it."""
    bare = "".join(wording.format(e="", r="", v="") for wording in WORDINGS)
    for word in long_words():
        bare = bare.replace(word, "")
    values = [value for _, _, row in RELATIONS.values() for value in row]
    tokens = [*SPECIAL, *PLACE_CHARACTERS, TOWN, *long_words(), *values, *bare, *LETTER_PROMPT]
    return {token: number for number, token in enumerate(dict.fromkeys(tokens))}


def tokenizer_json() -> dict:
    """tokenizer.json: split into the longest known word, else one character; what is unknown is one token."""
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    pattern = "|".join([*sorted(long_words(), key=len, reverse=True), r"[\s\S]"])
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": number, "content": token, **flags} for number, token in enumerate(SPECIAL)],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Split",
            "pattern": {"Regex": pattern},
            "behavior": "Isolated",
            "invert": False,
        },
        "post_processor": None,
        "decoder": {"type": "Fuse"},
        "model": {"type": "WordLevel", "vocab": vocabulary(), "unk_token": UNKNOWN},
    }


def tokenizer_config(context: int) -> dict:
    """tokenizer_config.json: no begin-of-text token; end-of-text stands between documents."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": None,
        "eos_token": END_OF_TEXT,
        "pad_token": PAD,
        "unk_token": UNKNOWN,
        "add_bos_token": False,
        "add_eos_token": False,
        "clean_up_tokenization_spaces": False,
        "model_max_length": context,
    }
