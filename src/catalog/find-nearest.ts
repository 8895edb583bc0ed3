import { distance } from "fastest-levenshtein";

/** The names nearest to a misspelt one, the nearest first; empty where none is near. At most three. */
export function findNearest(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase().replace(/[\s-]/g, "_").slice(0, 80);
  const most = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((candidate) => ({ candidate, cost: nearness(wanted, candidate.toLowerCase()) }))
    .filter(({ cost }) => cost <= most)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Edit distance; a name that holds the whole of the wanted word is near, too. */
function nearness(wanted: string, candidate: string): number {
  const edits = distance(wanted, candidate);
  return wanted.length >= 4 && candidate.includes(wanted) ? Math.min(edits, 1.5) : edits;
}
