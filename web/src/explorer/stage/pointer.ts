/** What shows where the mouse points and where the keyboard is: small elements over the canvas, so that nothing is painted anew. */

import type { Palette } from "./palette";
import type { Size } from "./view";

export class Pointer {
  private readonly ring = document.createElement("div");
  private readonly focus = document.createElement("div");
  private readonly words = document.createElement("div");

  constructor(host: HTMLElement) {
    for (const element of [this.ring, this.focus, this.words]) {
      element.setAttribute("aria-hidden", "true");
      Object.assign(element.style, { position: "absolute", left: "0", top: "0", pointerEvents: "none", display: "none", boxSizing: "border-box", zIndex: "2" });
      host.append(element);
    }
    this.ring.className = "pointed";
    this.focus.className = "focused";
    this.words.className = "pointed-words";
    for (const element of [this.ring, this.focus]) element.style.borderRadius = "50%";
    Object.assign(this.words.style, {
      font: "500 13px/1.35 system-ui, 'Segoe UI', Roboto, sans-serif", padding: "3px 8px", borderRadius: "7px", maxWidth: "min(340px, 80%)", overflowWrap: "anywhere", unicodeBidi: "isolate",
    });
  }

  look(palette: Palette): void {
    this.ring.style.border = `2px solid ${palette.soft}`;
    Object.assign(this.focus.style, { border: `3px solid ${palette.ring}`, outline: `2px solid ${palette.page}` });
    Object.assign(this.words.style, { background: palette.raised, color: palette.ink, border: `1px solid ${palette.rule}`, boxShadow: "0 1px 6px rgba(0,0,0,.18)" });
  }

  /** Show a ring and words at a place of the stage; null hides them. */
  point(at: { readonly x: number; readonly y: number; readonly radius: number; readonly words: string } | null, stage: Size): void {
    this.ring.style.display = at === null || at.radius === 0 ? "none" : "block";
    this.words.style.display = at === null || !at.words ? "none" : "block";
    if (at === null) return;
    circle(this.ring, at);
    this.words.textContent = at.words;
    if (!at.words) return;
    const { offsetWidth: wide, offsetHeight: high } = this.words;
    const left = Math.max(4, Math.min(at.x + at.radius + 8, stage.width - wide - 6));
    const below = at.y + at.radius + 8;
    const top = below + high < stage.height ? below : at.y - at.radius - high - 8;
    this.words.style.transform = `translate(${Math.round(left)}px,${Math.round(top)}px)`;
  }

  /** Show the ring of the keyboard; null hides it. */
  focused(at: { readonly x: number; readonly y: number; readonly radius: number } | null): void {
    this.focus.style.display = at === null ? "none" : "block";
    if (at !== null) circle(this.focus, at);
  }
}

function circle(element: HTMLElement, { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }): void {
  const wide = radius + 6;
  Object.assign(element.style, { width: `${2 * wide}px`, height: `${2 * wide}px`, transform: `translate(${x - wide}px,${y - wide}px)` });
}
