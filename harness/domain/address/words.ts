/** A word of an address and where it stands in it, in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/** Splits an address into words: `[0, 3]` gives `[`, `0`, `,`, `3`, `]`, and `0..14` gives `0`, `..`, `14`. */
function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\.\.|[[\],]|(?:(?!\.\.)[^\s[\],])+/g)].map((match) => ({
    text: match[0],
    offset: match.index,
  }));
}

/** Reads words one after the other; `null` is the end. */
export class WordReader {
  readonly #words: readonly Word[];
  readonly #end: number;
  #next = 0;

  constructor(text: string) {
    this.#words = wordsOf(text);
    this.#end = text.trimEnd().length;
  }

  peek(): Word | null {
    return this.#words[this.#next] ?? null;
  }

  take(): Word | null {
    const word = this.peek();
    this.#next += 1;
    return word;
  }

  /** Takes the word if it is this one. */
  accept(text: string): boolean {
    if (this.peek()?.text !== text) return false;
    this.#next += 1;
    return true;
  }

  /** Where the next word stands, or where one is missing: the last place of the text. */
  place(): { readonly offset: number; readonly length: number } {
    const word = this.peek();
    if (word) return { offset: word.offset, length: word.text.length };
    return { offset: Math.max(0, this.#end - 1), length: 1 };
  }
}
