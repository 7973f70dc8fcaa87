/** Finished SVG text. Only this file makes one, and it escapes every name, so a page may insert it as it is. */
export interface Svg {
  readonly markup: string;
}

/** An attribute's value; undefined leaves it out. */
export type Attribute = string | number | undefined;

/** One SVG element. Texts among the children are escaped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Attribute>>,
  children: readonly (Svg | string)[] = [],
): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`)
    .join("");
  const inner = children
    .map((child) => (typeof child === "string" ? escapeMarkup(child) : child.markup))
    .join("");
  return { markup: inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` };
}

/** What every picture says of itself: an id, unique in its page, a title and a description for who cannot see it. */
export interface PictureText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** A picture that is as wide as its place and so high (px); its x coordinates are percentages, so text never scales. */
export function fluidPicture(text: PictureText, heightPx: number, children: readonly Svg[]): Svg {
  return picture(text, { class: "plot", width: "100%", height: heightPx }, children);
}

/** A picture with its own coordinates, scaled as one. */
export function fixedPicture(
  text: PictureText,
  box: { readonly width: number; readonly height: number; readonly className: string },
  children: readonly Svg[],
): Svg {
  const size = { width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}` };
  return picture(text, { class: box.className, ...size }, children);
}

function picture(
  text: PictureText,
  size: Readonly<Record<string, Attribute>>,
  children: readonly Svg[],
): Svg {
  const ids = { title: `${text.id}-title`, description: `${text.id}-description` };
  const naming = { role: "img", "aria-labelledby": `${ids.title} ${ids.description}` };
  return element("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, ...naming }, [
    element("title", { id: ids.title }, [text.title]),
    element("desc", { id: ids.description }, [text.description]),
    ...children,
  ]);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in markup; characters that XML forbids become the replacement character. */
function escapeMarkup(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
