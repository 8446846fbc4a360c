/** What the views show: what the picture holds and the filter lets through. */

import type { Graph, Scene, Visible } from "../graph/model";

/** Return the nodes of the scene that pass the filter, the most important first. */
export function seenNodes(visible: Visible, scene: Scene): Uint32Array {
  return scene.nodes.filter((node) => visible.nodes[node] === 1);
}

/** Return the links of the scene's edges that pass the filter. */
export function seenLinks(graph: Graph, visible: Visible, scene: Scene): Uint32Array {
  const { first } = graph.edges;
  const found = new Uint32Array(visible.linkCount);
  let count = 0;
  for (const edge of scene.edges) {
    if (visible.edges[edge] !== 1) continue;
    for (let link = first[edge] ?? 0; link < (first[edge + 1] ?? 0); link += 1) if (visible.links[link] === 1) found[count++] = link;
  }
  return found.slice(0, count);
}

/** Return how many links each node has among some. */
export function joined(graph: Graph, visible: Visible, scene: Scene): Uint32Array {
  const { a, b } = graph.edges;
  const found = new Uint32Array(graph.nodes.count);
  for (const edge of scene.edges) {
    const [one, other] = [a[edge] ?? 0, b[edge] ?? 0];
    if (visible.edges[edge] !== 1 || one === other) continue;
    found[one] = (found[one] ?? 0) + 1;
    found[other] = (found[other] ?? 0) + 1;
  }
  return found;
}
