import { distance } from "fastest-levenshtein";
import { decodePercents } from "../text/decode-percents.js";
import type { Endpoint } from "./endpoint.js";
import { ENDPOINTS } from "./endpoints.js";

/** What a method and a path mean to the API. */
export interface Route {
  /** The endpoint that answers them, or null. */
  readonly endpoint: Endpoint | null;
  /** Endpoints on this very path, whatever their method. */
  readonly onPath: readonly Endpoint[];
  /** Path parameters by name, percent-decoded where that is possible; a parameter left empty is "". */
  readonly params: Readonly<Record<string, string>>;
  /** Where no endpoint has this path: the endpoint whose path is nearest. */
  readonly nearest: Endpoint | null;
}

/** The segments of each endpoint's path. */
const PATTERNS: ReadonlyMap<Endpoint, readonly string[]> = new Map(
  ENDPOINTS.map((endpoint) => [endpoint, endpoint.path.split("/").slice(1)]),
);

/** Finds the endpoint for a method and a path (without the query string); where there is none, the nearest one. */
export function matchRoute(method: string, path: string): Route {
  const segments = path.split("/").slice(1);
  const onPath = ENDPOINTS.filter((endpoint) => fits(endpoint, segments));
  const wanted = method === "HEAD" ? "GET" : method;
  const endpoint = onPath.find((candidate) => candidate.method === wanted) ?? null;
  const shown = endpoint ?? onPath[0];
  return {
    endpoint,
    onPath,
    params: shown === undefined ? {} : readParams(shown, segments),
    nearest: onPath.length === 0 ? nearestEndpoint(wanted, segments) : null,
  };
}

function fits(endpoint: Endpoint, segments: readonly string[]): boolean {
  const pattern = PATTERNS.get(endpoint) ?? [];
  // One slash at the end does no harm (Express 5 routes, observed).
  const given = segments.length === pattern.length + 1 && segments.at(-1) === "" ? segments.slice(0, -1) : segments;
  return (
    given.length === pattern.length &&
    pattern.every((part, i) => (part.startsWith(":") ? given[i] !== "" : given[i] === part))
  );
}

function readParams(endpoint: Endpoint, segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [i, part] of endpoint.path.split("/").slice(1).entries()) {
    if (part.startsWith(":")) params[part.slice(1)] = decodePercents(segments[i] ?? "");
  }
  return params;
}

function nearestEndpoint(method: string, segments: readonly string[]): Endpoint | null {
  const given = segments.filter((segment) => segment !== "").slice(0, 12);
  if (given.length === 0) return null;
  let best: { endpoint: Endpoint; cost: number } | null = null;
  for (const endpoint of ENDPOINTS) {
    const cost = pathDistance(endpoint.path.split("/").slice(1), given) + (endpoint.method === method ? 0 : 0.5);
    if (best === null || cost < best.cost) best = { endpoint, cost };
  }
  return best?.endpoint ?? null;
}

/** Edit distance over path segments: a literal costs by how many of its letters differ, a parameter takes anything. */
function pathDistance(pattern: readonly string[], given: readonly string[]): number {
  const rows: number[][] = [given.map((_, i) => i + 1)];
  rows[0]?.unshift(0);
  for (const [p, part] of pattern.entries()) {
    const above = rows[p] ?? [];
    const row = [p + 1];
    for (const [g, segment] of given.entries()) {
      const swap = (above[g] ?? 0) + segmentDistance(part, segment);
      row.push(Math.min(swap, (above[g + 1] ?? 0) + 1, (row[g] ?? 0) + 1));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}

function segmentDistance(part: string, segment: string): number {
  if (part.startsWith(":")) return 0.1;
  const text = segment.slice(0, 64);
  return (distance(part, text) / Math.max(part.length, text.length)) * 2;
}
