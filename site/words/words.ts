import type { Bilingual } from "../../harness/domain/report/report.ts";
import type { Language } from "../page.ts";
import { en, type Words } from "./en.ts";
import { methodsEn, type MethodEntry } from "./methods-en.ts";
import { methodsZh } from "./methods-zh.ts";
import { zh } from "./zh.ts";

const WORDS: Readonly<Record<Language, Words>> = { en, zh };
const METHODS: Readonly<Record<Language, readonly MethodEntry[]>> = { en: methodsEn, zh: methodsZh };

/** All words of the pages in a language. */
export const wordsIn = (language: Language): Words => WORDS[language];

/** The methods page's entries in a language. */
export const methodsIn = (language: Language): readonly MethodEntry[] => METHODS[language];

/** What a report says in both languages, in one. */
export const said = (text: Bilingual, language: Language): string => text[language];
