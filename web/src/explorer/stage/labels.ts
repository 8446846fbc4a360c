/** Where names are written: never on one another, the important first, and where they stood before if they can. */

export type Box = readonly [left: number, top: number, right: number, bottom: number];

const CELL = 48;

/** Boxes on a stage, found again by the squares that they touch. */
export class Taken {
  private readonly columns: number;
  private readonly lines: number;
  private readonly cells: (number[] | undefined)[] = [];
  private readonly boxes: number[] = [];

  constructor(width: number, height: number) {
    this.columns = Math.max(1, Math.ceil(width / CELL));
    this.lines = Math.max(1, Math.ceil(height / CELL));
  }

  add([left, top, right, bottom]: Box, owner = -1): void {
    const number = this.boxes.length;
    this.boxes.push(left, top, right, bottom, owner);
    for (let row = this.row(top); row <= this.row(bottom); row += 1) {
      for (let column = this.column(left); column <= this.column(right); column += 1) (this.cells[row * this.columns + column] ??= []).push(number);
    }
  }

  /** Return whether a box meets one that is not its owner's. */
  hits([left, top, right, bottom]: Box, owner = -2): boolean {
    const { boxes } = this;
    for (let row = this.row(top); row <= this.row(bottom); row += 1) {
      for (let column = this.column(left); column <= this.column(right); column += 1) {
        const cell = this.cells[row * this.columns + column];
        if (cell === undefined) continue;
        for (const at of cell) {
          if (left < boxes[at + 2]! && boxes[at]! < right && top < boxes[at + 3]! && boxes[at + 1]! < bottom && boxes[at + 4] !== owner) return true;
        }
      }
    }
    return false;
  }

  private row(y: number): number {
    return Math.min(Math.max(Math.floor(y / CELL), 0), this.lines - 1);
  }

  private column(x: number): number {
    return Math.min(Math.max(Math.floor(x / CELL), 0), this.columns - 1);
  }
}

/** A name that asks for room beside its node. */
export interface Asking {
  readonly node: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Half the width of the node. */
  readonly wide: number;
  readonly rows: readonly string[];
  readonly width: number;
  readonly font: number;
  /** May lie on other nodes, though not on other names. */
  readonly strong: boolean;
}

export interface Label {
  readonly asking: Asking;
  readonly rows: readonly string[];
  /** The middle of the rows, and their upper edge. */
  readonly x: number;
  readonly top: number;
  readonly width: number;
  /** On which side of its node it stands. */
  readonly side: number;
}

export const ROW_HEIGHT = 14;
/** Room between a name and what is beside it. */
export interface Padding {
  readonly across: number;
  readonly down: number;
}

/** Return where a box of this size may lie beside a node: below, above, right, left and the corners. */
export function sides({ x, y, radius, wide }: Asking, width: number, height: number): readonly Box[] {
  const half = width / 2;
  const box = (left: number, top: number): Box => [left, top, left + width, top + height];
  return [
    box(x - half, y + radius + 2), box(x - half, y - radius - 2 - height), box(x + wide + 4, y - height / 2), box(x - wide - 4 - width, y - height / 2),
    box(x + wide * 0.7 + 1, y + radius * 0.7), box(x - wide * 0.7 - 1 - width, y + radius * 0.7),
    box(x + wide * 0.7 + 1, y - radius * 0.7 - height), box(x - wide * 0.7 - 1 - width, y - radius * 0.7 - height),
  ];
}

/**
 * Return the names that find room, in the order asked. Where `before` holds the side on which a name stood, those names come first
 * and stay there: they did not meet each other then, so they do not now.
 */
export function place(
  asking: readonly Asking[], names: Taken, nodes: Taken, padding: Padding, measure: (text: string, font: number) => number,
  before: ReadonlyMap<number, number> = new Map(), most = Infinity,
): readonly Label[] {
  const found: Label[] = [];
  const put = (asked: Asking, rows: readonly string[], width: number, side: number, box: Box): void => {
    names.add([box[0] - padding.across, box[1] - padding.down, box[2] + padding.across, box[3] + padding.down]);
    found.push({ asking: asked, rows, x: (box[0] + box[2]) / 2, top: box[1], width, side });
  };
  const stood = asking.filter(({ node }) => before.has(node));
  const done = new Set<number>();
  for (const asked of stood) {
    const side = (before.get(asked.node) as number) % 8;
    const [rows, width] = (before.get(asked.node) as number) < 8 ? [asked.rows, asked.width] : short(asked, measure);
    const box = sides(asked, width, rows.length * ROW_HEIGHT)[side] as Box;
    if (names.hits(box)) continue;
    put(asked, rows, width, before.get(asked.node) as number, box);
    done.add(asked.node);
  }
  for (const asked of asking) {
    if (found.length >= most) break;
    if (done.has(asked.node)) continue;
    attempt(asked, names, nodes, measure, put);
  }
  return found;
}

type Put = (asked: Asking, rows: readonly string[], width: number, side: number, box: Box) => void;

function attempt(asked: Asking, names: Taken, nodes: Taken, measure: (text: string, font: number) => number, put: Put): void {
  const long = sides(asked, asked.width, asked.rows.length * ROW_HEIGHT);
  const free = long.findIndex((box) => !names.hits(box) && !nodes.hits(box, asked.node));
  if (free >= 0) return put(asked, asked.rows, asked.width, free, long[free] as Box);
  if (asked.rows.length > 1) {
    const [rows, width] = short(asked, measure);
    const boxes = sides(asked, width, ROW_HEIGHT);
    const side = boxes.findIndex((box) => !names.hits(box) && !nodes.hits(box, asked.node));
    if (side >= 0) return put(asked, rows, width, side + 8, boxes[side] as Box);
  }
  if (!asked.strong) return;
  const side = long.slice(0, 4).findIndex((box) => !names.hits(box));
  if (side >= 0) put(asked, asked.rows, asked.width, side, long[side] as Box);
}

/** The first row alone, with a sign that there is more. */
function short({ rows, font }: Asking, measure: (text: string, font: number) => number): readonly [readonly string[], number] {
  const row = rows.length > 1 ? `${(rows[0] as string).replace(/…$/u, "")}…` : (rows[0] as string);
  return [[row], measure(row, font)];
}
