/** The arithmetic of a camera: between the layout's units and pixels of a stage. */

import type { Camera } from "../state";

export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels a unit, at most and at least, beside what fits. */
const CLOSEST = 12;
const FURTHEST = 0.4;

/** Return the camera that shows all of an extent with these margins in pixels. */
export function fitting(extent: Extent, size: Size, aside: number, above = aside): Camera {
  const across = Math.max(size.width - 2 * aside, 40) / Math.max(extent.right - extent.left, 1e-3);
  const down = Math.max(size.height - 2 * above, 40) / Math.max(extent.bottom - extent.top, 1e-3);
  return { x: (extent.left + extent.right) / 2, y: (extent.top + extent.bottom) / 2, scale: Math.min(across, down, CLOSEST / 2) };
}

/** Return the camera kept where there is something to see. */
export function bounded(camera: Camera, extent: Extent, size: Size): Camera {
  const least = fitting(extent, size, 0).scale * FURTHEST;
  const finite = (value: number, other: number): number => (Number.isFinite(value) ? value : other);
  return {
    x: Math.min(Math.max(finite(camera.x, 0), extent.left), extent.right),
    y: Math.min(Math.max(finite(camera.y, 0), extent.top), extent.bottom),
    scale: Math.min(Math.max(finite(camera.scale, least), least), CLOSEST),
  };
}

/** Return the camera after making things larger around a point of the stage. */
export function zoomed(camera: Camera, size: Size, factor: number, x = size.width / 2, y = size.height / 2): Camera {
  const scale = camera.scale * factor;
  return {
    x: camera.x + (x - size.width / 2) * (1 / camera.scale - 1 / scale),
    y: camera.y + (y - size.height / 2) * (1 / camera.scale - 1 / scale),
    scale,
  };
}

/** Return where a pixel of the stage lies in the layout. */
export function worldOf(camera: Camera, size: Size, x: number, y: number): readonly [number, number] {
  return [camera.x + (x - size.width / 2) / camera.scale, camera.y + (y - size.height / 2) / camera.scale];
}

/** Return where a point of the layout lies on a stage. */
export function stagedAt(camera: Camera, size: Size, x: number, y: number): readonly [number, number] {
  return [(x - camera.x) * camera.scale + size.width / 2, (y - camera.y) * camera.scale + size.height / 2];
}

/** Return what of the layout a stage shows, with a margin in pixels. */
export function seen(camera: Camera, size: Size, margin = 0): Extent {
  const half = (size.width / 2 + margin) / camera.scale;
  const tall = (size.height / 2 + margin) / camera.scale;
  return { left: camera.x - half, right: camera.x + half, top: camera.y - tall, bottom: camera.y + tall };
}

/** Return a camera on the way from one to another; `share` from 0 to 1. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const eased = share * share * (3 - 2 * share);
  const scale = from.scale * (to.scale / from.scale) ** eased;
  // Straight on the stage, not in the layout: what is flown to must not swing past.
  const way = Math.abs(to.scale - from.scale) < 1e-9 ? eased : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, scale };
}
