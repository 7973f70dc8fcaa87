import type { YAMLError } from "yaml";

/** The problem in our words: a stable code, what is wrong, and what to do. */
export interface YamlWords {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const QUOTES = 'put the text in quotes: "..."';

/** Says a YAML problem in words for someone who does not know YAML by heart. */
export function yamlWords(error: YAMLError, marked: string): YamlWords {
  switch (error.code) {
    case "DUPLICATE_KEY":
      return {
        code: "duplicate-key",
        message: `the key "${marked}" stands here twice`,
        hint: "keep one of them",
      };
    case "TAB_AS_INDENT":
      return { code: "tab-indent", message: "a tab is not indentation in YAML", hint: "indent with spaces" };
    case "MULTIPLE_DOCS":
      return {
        code: "several-documents",
        message: "one file holds one document",
        hint: "drop the line `---`",
      };
    case "RESOURCE_EXHAUSTION":
      return { code: "too-deep", message: "values are nested too deeply" };
    case "BLOCK_AS_IMPLICIT_KEY":
      return syntax("two `key: value` on one line", `start a new line, or ${QUOTES}`);
    case "BAD_SCALAR_START":
      return syntax(`a plain text can't begin with ${marked || "this sign"}`, QUOTES);
    case "MISSING_CHAR":
    case "BAD_INDENT":
      return flowWords(error.message) ?? syntax(lowerFirst(error.message), undefined);
    default:
      return syntax(lowerFirst(error.message), undefined);
  }
}

/** The library speaks of flow sequences; people see brackets. */
function flowWords(message: string): YamlWords | undefined {
  if (/^Missing closing/.test(message)) return syntax("a text in quotes is not closed", "close the quotes");
  if (/^Flow sequence/.test(message)) return syntax("a list in [ ] is not closed", "close it with ]");
  if (/^Flow map/.test(message)) return syntax("a map in { } is not closed", "close it with }");
  if (!message.startsWith("Missing , or :")) return undefined;
  return syntax(
    "entries in [ ] or { } have no comma between them",
    "a text with , [ ] { or } in it needs quotes",
  );
}

const syntax = (message: string, hint: string | undefined): YamlWords => ({
  code: "yaml-syntax",
  message: `this is not YAML: ${message}`,
  ...(hint === undefined ? {} : { hint }),
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
