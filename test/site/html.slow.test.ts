import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { renderedSite } from "../fixtures/site.ts";

describe("every page of the site", () => {
  it("is valid HTML", { timeout: 120_000 }, async () => {
    const validate = new HtmlValidate({ root: true, extends: ["html-validate:recommended"] });
    const problems = [];
    for (const [path, text] of await renderedSite()) {
      if (!path.endsWith(".html")) continue;
      const { results } = await validate.validateString(text);
      const messages = results.flatMap((result) => result.messages);
      problems.push(...messages.map(({ line, message }) => `${path}:${line} ${message}`));
    }
    expect(problems).toEqual([]);
  });
});
