import { type CatalogEntry, findCatalogEntry, isCauseId } from "../../diagnosis/catalog-entry.js";

/** Finds a code, a status or a cause by its exact name. Causes are loaded only where one is named. */
export async function findEntry(name: string, kind?: CatalogEntry["kind"]): Promise<CatalogEntry | undefined> {
  const found = findCatalogEntry(name, kind);
  if (found !== undefined || (kind !== undefined && kind !== "cause") || !isCauseId(name)) return found;
  return (await import("../../diagnosis/cause-entry.js")).findCauseEntry(name);
}
