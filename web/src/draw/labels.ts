/** Which labels are shown: as many as fit without lying on each other, the important ones first. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL = 64;

/** Return for every box, in order of importance, whether it may be shown beside those before it and `taken`. */
export function shownLabels(boxes: readonly Box[], taken: readonly Box[] = []): readonly boolean[] {
  const grid = new Map<string, Box[]>();
  for (const box of taken) put(grid, box);
  return boxes.map((box) => {
    for (const cell of cells(box)) {
      for (const other of grid.get(cell) ?? []) if (meets(box, other)) return false;
    }
    put(grid, box);
    return true;
  });
}

function put(grid: Map<string, Box[]>, box: Box): void {
  for (const cell of cells(box)) {
    const held = grid.get(cell);
    if (held) held.push(box);
    else grid.set(cell, [box]);
  }
}

function cells(box: Box): readonly string[] {
  const found: string[] = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) found.push(`${x} ${y}`);
  }
  return found;
}

function meets(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
