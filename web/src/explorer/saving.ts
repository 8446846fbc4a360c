/** Files of what is seen, and links to it. */

import { button, el } from "../page/dom";
import { csv } from "./exporting/csv";
import { graphml } from "./exporting/graphml";
import type { Scene, Visible } from "./graph/model";
import type { Stage } from "./stage/stage";
import type { Context } from "./state";

/** What is saved, as it stands when somebody asks. */
export interface Seen {
  readonly title: string;
  stage(): Stage;
  context(): Context;
  seen(): { readonly visible: Visible; readonly scene: Scene };
  /** Say why a file could not be made. */
  refuse(sentence: string): void;
}

/** Return the files that can be had of what is seen. */
export function savesOf({ title, stage, context, seen, refuse }: Seen): readonly { readonly label: string; readonly act: () => void }[] {
  const name = fileName(title);
  const item = (label: string, ending: string, media: string, make: () => Promise<Blob | string>) => ({
    label,
    act: () => void make().then((content) => save(`${name}.${ending}`, content, media), (error: unknown) => refuse(`The file could not be made: ${messageOf(error)}`)),
  });
  return [
    item("Picture (PNG)", "png", "image/png", async () => stage().png(Math.max(2, devicePixelRatio))),
    item("Drawing (SVG)", "svg", "image/svg+xml", async () => stage().svg()),
    item("Graph (GraphML)", "graphml", "application/graphml+xml", async () => graphml(context(), seen().visible, seen().scene)),
    item("Table (CSV)", "csv", "text/csv", async () => csv(context(), seen().visible, seen().scene)),
  ];
}

/** Return what an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Hand over a file; nothing leaves the machine. */
export function save(name: string, content: Blob | string, media: string): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${media};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Return a name for files from a title: `harbour-graph`. */
export function fileName(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/gu, "-").slice(0, 60);
  return plain.replace(/^-+|-+$/gu, "") || "newsgraph";
}

/** Copy a text; return whether it is on the clipboard. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Show a link to copy by hand, where the browser does not let pages copy. */
export function showLink(link: string): void {
  const field = el("input", { type: "text", readonly: true, value: link, "aria-label": "Link to what you see" });
  const dialog: HTMLDialogElement = el("dialog", { class: "dialog", "aria-label": "Link" }, el("h2", {}, "Copy this link"), field, el("p", { class: "ends" }, button("Close", () => dialog.close())));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}
