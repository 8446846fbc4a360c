/** What the views show: what the picture holds and the filter lets through. */

import type { Graph, Scene, Visible } from "../graph/model";

/** Return the nodes of the scene that pass the filter, the most important first. */
export function seenNodes(visible: Visible, scene: Scene): Uint32Array {
  return scene.nodes.filter((node) => visible.nodes[node] === 1);
}

/** Return the links of the scene's edges that pass the filter, and the figures of its nodes. */
export function seenLinks(graph: Graph, visible: Visible, scene: Scene): Uint32Array {
  const { first } = graph.edges;
  const found = new Uint32Array(visible.linkCount);
  let count = 0;
  const add = (edge: number): void => {
    if (visible.edges[edge] !== 1) return;
    for (let link = first[edge]!; link < first[edge + 1]!; link += 1) if (visible.links[link] === 1) found[count++] = link;
  };
  for (const edge of scene.edges) if (graph.edges.a[edge] !== graph.edges.b[edge]) add(edge);
  // What joins a node to itself is told, and not drawn: a scene need not hold it.
  const inScene = new Uint8Array(graph.nodes.count);
  for (const node of scene.nodes) inScene[node] = 1;
  for (let edge = 0; edge < graph.edges.count; edge += 1) {
    if (graph.edges.a[edge] === graph.edges.b[edge] && inScene[graph.edges.a[edge]!] === 1) add(edge);
  }
  return found.slice(0, count).sort();
}

/** Return how many links each node has among some. */
export function joined(graph: Graph, visible: Visible, scene: Scene): Uint32Array {
  const { a, b } = graph.edges;
  const found = new Uint32Array(graph.nodes.count);
  for (const edge of scene.edges) {
    const [one, other] = [a[edge]!, b[edge]!];
    if (visible.edges[edge] !== 1 || one === other) continue;
    found[one]! += 1;
    found[other]! += 1;
  }
  return found;
}
