// What Python's str.isspace is true for. String.prototype.trim differs: it takes U+FEFF, and leaves
// U+001C..U+001F and U+0085.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const START = new RegExp(`^${SPACE}+`);
const END = new RegExp(`${SPACE}+$`);

/** What Python's `str.rstrip()` gives. */
export const pythonStripEnd = (text: string): string => text.replace(END, "");

/** What Python's `str.strip()` gives. */
export const pythonStrip = (text: string): string => pythonStripEnd(text).replace(START, "");
