import type { MethodEntry } from "../words/methods-en.ts";
import { methodsIn } from "../words/words.ts";
import type { ViewContext } from "./context.ts";
import { layoutView, type LayoutView } from "./layout.ts";

/** Everything the methods page shows. */
export interface MethodsView {
  readonly layout: LayoutView;
  readonly entries: readonly MethodEntry[];
}

/** The view model of the methods page. */
export const methodsView = (context: ViewContext): MethodsView => ({
  layout: layoutView(context, context.words.methods.title, context.words.methods.intro),
  entries: methodsIn(context.language),
});
