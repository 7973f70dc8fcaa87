/** What the exam styles share: lettered options, demos in file order, nothing rewritten. */
export const LETTERED = {
  head: "",
  option: "{letter}. {option}",
  answer: "{letter}",
  separator: "\n\n",
  lead: "",
  cue: "",
  strip: "none",
  rewrite: "none",
  fill: "once",
  demos: "first",
  shots: null,
  scored: {},
  extraction: null,
  truncation: "none",
  average: "macro",
} as const;
