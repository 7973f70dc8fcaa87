const PLACEHOLDER = /\{([a-z_]+)\}/g;

/**
 * Puts values into a template, e.g. `{letter}. {option}`. One pass: braces inside a value stay text, and so does
 * a name in braces that has no value.
 */
export function fillTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole);
}

/** The names in braces that a template uses, in order. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
}
