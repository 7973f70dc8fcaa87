/** One question. `answer` is null where the answers are not public. */
export interface Item {
  readonly benchmark: string;
  readonly split: string;
  readonly subject: string;
  readonly id: string; // unique within its subject and split
  /** Questions of one cluster are not independent: the entity asked about, else the subject. */
  readonly cluster: string;
  readonly question: string; // exactly as in the file
  readonly choices: readonly string[]; // in the order of their letters
  readonly answer: string | null; // e.g. "C"
  readonly explanation?: string; // how the answer is found, where the file says it
}

/** The letter of a choice: A for 0. */
export const letterOf = (index: number): string => String.fromCharCode("A".charCodeAt(0) + index);

/** What names an item within a split, e.g. `law/17`. */
export const keyOf = (item: Pick<Item, "subject" | "id">): string => `${item.subject}/${item.id}`;
