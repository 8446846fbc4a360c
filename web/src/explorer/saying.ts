/** Sentences on what is shown. */

import type { Graph, Scene } from "./graph/model";
import { counted, kindWords, nameOf } from "./panel/words";
import type { Selection, State } from "./state";
import { plainName } from "./stage/names";

export interface Counts {
  /** Neighbours that pass the filter, of one node or of several together. */
  neighbours(nodes: readonly number[]): number;
  /** Links of an edge that pass. */
  links(edge: number): number;
}

/** Return what the picture is: a part and how much of it, or the whole. */
export function partWords(graph: Graph, { part }: State, scene: Scene, counts: Counts): string {
  const name = (node: number): string => plainName(nameOf(graph, node));
  if (part === null) {
    const { nodes, totalNodes } = graph;
    return nodes.count < totalNodes ? `The ${nodes.count.toLocaleString("en")} best known of ${counted(totalNodes, "node")}` : `The whole picture: ${counted(nodes.count, "node")}`;
  }
  if (part.kind === "around") {
    const all = counts.neighbours(part.nodes);
    const shown = Math.max(0, scene.nodes.length - part.nodes.length);
    const who = part.nodes.length === 1 ? name(part.nodes[0] ?? 0) : counted(part.nodes.length, "node");
    if (all === 0) return `Around ${who}: nothing that passes the filters`;
    return `Around ${who}: ${shown < all ? `${shown.toLocaleString("en")} of ` : ""}${counted(all, "neighbour")}`;
  }
  const ends = `between ${name(part.from)} and ${name(part.to)}`;
  const { paths, steps } = pathCounts(graph, scene, part.from, part.to);
  if (paths === 0) return `No path ${ends} passes the filters`;
  return `${paths === 1 ? "The shortest path" : `${paths.toLocaleString("en")} shortest paths`} ${ends}: ${counted(steps, "step")}`;
}

/** Return how many shortest paths the highlighted edges make, and of how many steps. */
export function pathCounts(graph: Graph, scene: Scene, from: number, to: number): { readonly paths: number; readonly steps: number } {
  const joined = new Map<number, number[]>();
  const edges = scene.highlightEdges.size > 0 ? scene.highlightEdges : new Set(scene.edges);
  for (const edge of edges) {
    const [a, b] = [graph.edges.a[edge] ?? 0, graph.edges.b[edge] ?? 0];
    joined.set(a, [...(joined.get(a) ?? []), b]);
    joined.set(b, [...(joined.get(b) ?? []), a]);
  }
  let ways = new Map([[from, 1]]);
  const seen = new Set([from]);
  for (let steps = 1; ways.size > 0; steps += 1) {
    const next = new Map<number, number>();
    for (const [node, count] of ways) for (const other of joined.get(node) ?? []) if (!seen.has(other)) next.set(other, (next.get(other) ?? 0) + count);
    const paths = next.get(to);
    if (paths !== undefined) return { paths, steps };
    for (const node of next.keys()) seen.add(node);
    ways = next;
  }
  return { paths: 0, steps: 0 };
}

/** Return what is chosen, for those who hear the page. */
export function selectedWords(graph: Graph, selected: Selection, counts: Counts): string {
  if ("node" in selected) {
    const kind = kindWords(graph.nodes.kinds[selected.node] ?? -1).one;
    return `${plainName(nameOf(graph, selected.node))}, ${kind}, ${counted(counts.neighbours([selected.node]), "neighbour")}`;
  }
  const [a, b] = [graph.edges.a[selected.edge] ?? 0, graph.edges.b[selected.edge] ?? 0];
  return `${plainName(nameOf(graph, a))} and ${plainName(nameOf(graph, b))}: ${counted(counts.links(selected.edge), "statement")}`;
}
