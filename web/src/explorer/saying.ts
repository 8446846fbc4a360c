/** Sentences on what is shown. */

import type { Graph, Scene } from "./graph/model";
import type { PartScene } from "./graph/scene";
import { counted, kindWords, nameOf } from "./panel/words";
import type { Selection, State } from "./state";
import { plainName } from "./stage/names";

export interface Counts {
  /** Neighbours of a node that pass the filter. */
  neighbours(node: number): number;
  /** Links of an edge that pass. */
  links(edge: number): number;
}

/** Return what the picture is: a part and how much of it, or the whole. */
export function partWords(graph: Graph, { part }: State, scene: Scene | PartScene): string {
  const name = (node: number): string => plainName(nameOf(graph, node));
  if (part === null || !("leftOut" in scene)) {
    const { nodes, totalNodes } = graph;
    const passing = scene.nodes.length;
    if (passing < nodes.count) return passing === 0 ? "Nothing passes the filters" : `${passing.toLocaleString("en")} of ${counted(nodes.count, "thing")} pass the filters`;
    return nodes.count < totalNodes ? `The ${nodes.count.toLocaleString("en")} best known of ${counted(totalNodes, "thing")}` : `The whole picture: ${counted(nodes.count, "thing")}`;
  }
  if (part.kind === "around") {
    const shown = Math.max(0, scene.nodes.length - part.nodes.length);
    const all = shown + scene.leftOut;
    const who = part.nodes.length <= 2 ? part.nodes.map(name).join(" and ") : counted(part.nodes.length, "thing");
    if (all === 0) return `Around ${who}: nothing that passes the filters`;
    return `Around ${who}: ${shown < all ? `${shown.toLocaleString("en")} of ` : ""}${counted(all, "neighbour")}`;
  }
  const ends = `between ${name(part.from)} and ${name(part.to)}`;
  const { paths, pathCount } = scene;
  if (pathCount === 0) return `No path ${ends} passes the filters`;
  const steps = counted(paths[0]?.edges.length ?? 0, "step");
  if (pathCount === 1) return `The shortest path (${steps}) ${ends}`;
  return `${paths.length < pathCount ? `${paths.length} of ` : ""}${pathCount.toLocaleString("en")} shortest paths (${steps}) ${ends}`;
}

/** Return what is chosen, for those who hear the page. */
export function selectedWords(graph: Graph, selected: Selection, counts: Counts): string {
  if ("node" in selected) {
    const kind = kindWords(graph.nodes.kinds[selected.node] ?? -1).one;
    return `${plainName(nameOf(graph, selected.node))}, ${kind}, ${counted(counts.neighbours(selected.node), "neighbour")}`;
  }
  const [a, b] = [graph.edges.a[selected.edge] ?? 0, graph.edges.b[selected.edge] ?? 0];
  return `${plainName(nameOf(graph, a))} and ${plainName(nameOf(graph, b))}: ${counted(counts.links(selected.edge), "statement")}`;
}
