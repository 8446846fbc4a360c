/** What a stage is about to draw: the scene, its looks, and what was worked out for them. */

import { NONE, type Graph, type Scene } from "../graph/model";
import type { Camera } from "../state";
import type { Drawn } from "./exporting";
import { apartOn, compose, radiusOf, type Frame, type Subject } from "./frame";
import { hulls, tints, type Hull } from "./hulls";
import { moved, placed, strengths, type Placed, type Strength } from "./index";
import { lookOf, paletteOf, type Palette } from "./palette";
import { halfWidth } from "./shapes";
import { Sprites } from "./sprites";
import type { Looks } from "./looks";
import { fitting, type Size } from "./view";
import { FONTS, write } from "./writing";

const MARGIN = 46;
/** Up to so many nodes all names are written: they hang beside and below, and need room at the edges. */
const FEW = 400;
const MOST_WIDTHS = 20_000;

export class Drawer {
  index: Placed | null = null;
  looks: Looks = { selected: null, colour: "kind", pins: new Map(), dark: false, withoutMotion: false, hulls: false };
  palette: Palette = paletteOf(false);
  /** Whether the picture in the corner is of something else. */
  isMapOld = true;
  /** 1 for links that pass the filter; null where all do. */
  passing: Uint8Array | null = null;
  private strength: Strength;
  private readonly scratch: Uint8Array;
  private readonly widths = new Map<string, number>();
  private readonly measuring = new OffscreenCanvas(1, 1).getContext("2d") as OffscreenCanvasRenderingContext2D;
  private sprites: { readonly ratio: number; readonly of: Sprites } | null = null;
  private outlines: readonly Hull[] | null = null;
  private chosenTints: Uint8Array | null = null;
  private apart = 0;

  constructor(readonly graph: Graph) {
    this.strength = strengths(graph);
    this.scratch = new Uint8Array(graph.nodes.count);
  }

  scene(scene: Scene, links: Uint8Array | null): void {
    const passing = links === null || !links.includes(0) ? null : links;
    if (passing !== this.passing) this.strength = strengths(this.graph, passing);
    this.passing = passing;
    this.index = placed(scene, this.graph, this.strength, this.looks.pins);
    this.outlines = null;
    this.resized();
    this.isMapOld = true;
  }

  /** Take other looks; return what is other, empty for nothing. */
  look(looks: Looks): "" | "looks" | "theme" {
    const before = this.looks;
    this.looks = looks;
    const recoloured = before.colour !== looks.colour;
    if (before.pins !== looks.pins) this.pin(looks.pins);
    if (recoloured || before.dark !== looks.dark) this.isMapOld = true;
    if (before.dark !== looks.dark) {
      this.palette = paletteOf(looks.dark);
      this.sprites = null;
      return "theme";
    }
    const same = before.pins === looks.pins && !recoloured && before.hulls === looks.hulls && JSON.stringify(before.selected) === JSON.stringify(looks.selected);
    return same ? "" : "looks";
  }

  pin(pins: Looks["pins"]): void {
    if (this.index !== null) this.index = moved(this.index, pins);
  }

  resized(): void {
    this.apart = 0;
  }

  /** The camera that shows all. */
  home(size: Size): Camera | null {
    if (this.index === null) return null;
    const aside = this.index.x.length <= FEW ? 2 * MARGIN : MARGIN;
    return fitting(this.index.extent, size, Math.min(aside, size.width / 7), Math.min(MARGIN, size.height / 8));
  }

  /** The place of each community in the palette. */
  get tints(): Uint8Array {
    if (this.chosenTints !== null) return this.chosenTints;
    const chosen = tints(this.graph.communities.length > 1 ? this.hulls() : [], this.graph.communities.length, this.palette.communities.length);
    if (this.index?.scene.whole === true) this.chosenTints = chosen;
    return chosen;
  }

  /** Colours of communities where they are wanted. */
  get wantedTints(): Uint8Array {
    return this.looks.colour === "community" || this.looks.hulls ? this.tints : new Uint8Array(1);
  }

  /** Work out what stands where; where the stage rests, nothing is written over its edges. */
  frame(camera: Camera, size: Size, stage: Size, isResting: boolean): { readonly subject: Subject; readonly frame: Frame } {
    const index = this.index as Placed;
    const { graph, strength, passing, looks } = this;
    this.apart ||= apartOn(index, stage);
    const subject: Subject = { graph, strength, passing, index, looks, apart: this.apart, hulls: looks.hulls && index.scene.whole ? this.hulls() : [] };
    return { subject, frame: { ...compose(subject, camera, size, stage, this.scratch), isResting } };
  }

  /** Work out what is written; names stay where they were on the last drawing of the same size. */
  drawn({ subject, frame }: { readonly subject: Subject; readonly frame: Frame }, ratio: number, last: Drawn | null): Drawn {
    const { palette, measure } = this;
    const same = last !== null && Math.abs(Math.log2(frame.camera.scale / last.frame.camera.scale)) < 1e-3 && last.frame.selected === frame.selected;
    const writing = write(frame, this.graph, measure, same ? last.writing.sides : new Map());
    if (this.sprites?.ratio !== ratio) this.sprites = { ratio, of: new Sprites(ratio, palette) };
    return { frame, writing, subject, palette, tints: this.wantedTints, sprites: this.sprites.of, measure, ratio };
  }

  placeOf(node: number): { readonly x: number; readonly y: number } | null {
    const place = this.index?.places[node] ?? NONE;
    return this.index === null || place === NONE ? null : { x: this.index.x[place]!, y: this.index.y[place]! };
  }

  /** How far a node reaches from its middle, in pixels. */
  reachOf(node: number, scale: number): number {
    return radiusOf(this.graph.nodes.radii[node]!, scale) * halfWidth(lookOf(this.graph.nodes.kinds[node]!).shape);
  }

  private hulls(): readonly Hull[] {
    return (this.outlines ??= this.index === null ? [] : hulls(this.index, this.graph));
  }

  private readonly measure = (text: string, font: number): number => {
    const key = `${font}${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    if (this.widths.size > MOST_WIDTHS) this.widths.clear();
    this.measuring.font = FONTS[font] as string;
    const width = this.measuring.measureText(text).width;
    this.widths.set(key, width);
    return width;
  };
}
