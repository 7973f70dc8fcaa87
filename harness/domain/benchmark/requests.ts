import type { RequestGroup } from "../contract/requests.ts";
import { keyOf } from "./item.ts";
import type { Prompt } from "./prompt.ts";

type Suffix = RequestGroup["suffixes"][number];

/** Prompts as the worker takes them: those that share a prefix together, keyed `subject/id`. */
export function groupRequests(prompts: readonly Prompt[]): readonly RequestGroup[] {
  const groups = new Map<string, Suffix[]>();
  for (const { item, prefix, text, choices } of prompts) {
    const suffix = { key: keyOf(item), text, choices: [...choices] };
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [suffix]);
    else group.push(suffix);
  }
  return [...groups].map(([prefix, suffixes]) => ({ prefix, suffixes }));
}
