/** The panel at the side: what is known and told of what is selected, in the articles' own words. */

import { button, el } from "../../page/dom";
import { KINDS, type Scene, type Visible } from "../graph/model";
import type { Context, Selection, State } from "../state";
import { sign } from "../signs";
import { articleParts } from "./article";
import { Desk } from "./desk";
import { edgeParts, edgeTitle, pathParts } from "./edge";
import { kindLine, nodeParts } from "./node";
import { overviewParts } from "./overview";
import { isolated } from "./parts";
import { nameOf } from "./words";

const ARTICLE = KINDS.indexOf("Article");

/** Buttons for what is selected, made by the page: show what is around, hide, pin, find a path. */
export type Actions = (selected: Selection) => HTMLElement | null;

export class Panel {
  private readonly desk: Desk;
  private shown: { readonly state: State; readonly visible: Visible; readonly scene: Scene } | null = null;

  constructor(private readonly host: HTMLElement, context: Context, private readonly actions: Actions = () => null) {
    this.desk = new Desk(context);
    host.classList.add("panel");
    void context.details.then((details) => {
      this.desk.details = details;
      if (this.shown !== null) this.fill(this.shown.state, this.shown.visible, this.shown.scene);
    }, () => context.announce("What else is known of things could not be loaded."));
  }

  /** Show what is selected; nothing is made anew while neither that nor the filter has changed. */
  show(state: State, visible: Visible, scene: Scene): void {
    const before = this.shown;
    this.shown = { state, visible, scene };
    const isSame = before !== null && same(before.state.selected, state.selected) && before.state.part === state.part;
    if (isSame && before.visible === visible && (state.selected !== null || before.scene === scene)) {
      if (before.state.pins !== state.pins || before.state.hidden !== state.hidden) this.refreshActions(state.selected);
      return;
    }
    const hadFocus = this.host.contains(document.activeElement);
    // The page decides whether the panel scrolls or what holds it.
    const scrolled = [this.host, this.host.parentElement].filter((box) => box !== null);
    const tops = scrolled.map((box) => (isSame ? box.scrollTop : 0));
    this.fill(state, visible, scene);
    if (hadFocus && !isSame) this.host.querySelector("h2")?.focus({ preventScroll: true });
    scrolled.forEach((box, at) => {
      box.scrollTop = tops[at]!;
    });
  }

  private fill(state: State, visible: Visible, scene: Scene): void {
    const { selected, part } = state;
    const parts = selected === null
      ? part?.kind === "path" ? pathParts(this.desk, visible, part.from, part.to) : overviewParts(this.desk, visible, scene)
      : "node" in selected ? this.node(visible, selected.node) : edgeParts(this.desk, visible, selected.edge);
    this.host.replaceChildren(...this.head(state), ...parts.filter((part) => part !== null));
  }

  private node(visible: Visible, node: number): readonly (HTMLElement | null)[] {
    return this.desk.graph.nodes.kinds[node] === ARTICLE ? articleParts(this.desk, visible, node) : nodeParts(this.desk, visible, node);
  }

  private head(state: State): readonly HTMLElement[] {
    const { selected, part } = state;
    const title = el("h2", { tabindex: -1 });
    if (selected === null) {
      title.append(part?.kind === "path" ? "What connects the two" : "The picture");
      return [title];
    }
    const close = button("Close", () => this.desk.select(null), { class: "panel-close" });
    const top = el("div", { class: "panel-top" });
    if (part?.kind === "path") top.append(button("← The path", () => this.desk.select(null), { class: "panel-close" }));
    else top.append(close);
    if ("node" in selected) {
      title.append(isolated(nameOf(this.desk.graph, selected.node)));
      top.prepend(sign(this.desk.graph.nodes.kinds[selected.node] ?? -1), kindLine(this.desk, selected.node));
      const page = this.desk.details === null ? null : this.desk.context.page(this.desk.details.id(selected.node));
      return [top, title, this.actionsFor(selected, page)];
    }
    title.append(isolated(edgeTitle(this.desk, selected.edge)));
    top.prepend(el("p", { class: "panel-kind" }, "Told of two"));
    return [top, title, this.actionsFor(selected, null)];
  }

  private actionsFor(selected: Selection, page: string | null): HTMLElement {
    return el("div", { class: "panel-actions" }, this.actions(selected), page === null ? null : el("a", { class: "panel-page", href: page }, "Its own page"));
  }

  private refreshActions(selected: Selection | null): void {
    if (selected === null) return;
    const page = this.host.querySelector<HTMLAnchorElement>(".panel-page")?.getAttribute("href") ?? null;
    this.host.querySelector(".panel-actions")?.replaceWith(this.actionsFor(selected, page));
  }
}

function same(one: Selection | null, other: Selection | null): boolean {
  if (one === null || other === null) return one === other;
  if ("node" in one) return "node" in other && one.node === other.node;
  return "edge" in other && one.edge === other.edge;
}
