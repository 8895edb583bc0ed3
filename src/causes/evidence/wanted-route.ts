import { matchRoute, type Route } from "../../catalog/match-route.js";
import type { Facts } from "../../exchange/facts.js";

/** Method, path and what they mean to the API. */
export interface WantedRoute {
  readonly method: string;
  readonly path: string;
  readonly route: Route;
}

/** The route that was asked for: the request's, or, where it is unknown, the one that an Express page repeats. */
export function readWantedRoute(facts: Facts): WantedRoute | undefined {
  const method = facts.exchange.request?.method ?? null;
  if (method !== null && facts.target !== null && facts.route !== null)
    return { method, path: facts.target.path, route: facts.route };
  const repeated = CANNOT.exec(facts.message) ?? ROUTE.exec(facts.message);
  const path = (repeated?.[2] ?? "").split("?", 1)[0] ?? "";
  if (repeated === null || path === "") return undefined;
  const told = repeated[1] ?? "GET";
  return { method: told, path, route: matchRoute(told, path) };
}

const CANNOT = /\bCannot ([A-Z]{3,10}) (\/[^\s<]{0,500})/;

/** The same in Fastify's words. */
const ROUTE = /\broute ([A-Z]{3,10})[ :](\/[^\s<]{0,500}) not found\b/i;

const NO_ROUTE =
  /\b(?:route|endpoint|url) (?:was )?(?:not found|does(?: not|n['’]t) exist)\b|\bno such (?:route|endpoint|url)\b/i;

/** True where the server itself says that it has no such route (Express, observed; and as other servers word it). */
export function saysNoRoute(facts: Facts): boolean {
  return CANNOT.test(facts.message) || ROUTE.test(facts.message) || NO_ROUTE.test(facts.message);
}

/** Codes that say which resource is missing; a route that does not exist cannot send them. */
const RESOURCE_CODE = /^(?:agent|sandbox|thread|file|vault|credential|stream)_not_found$|^sandbox_unavailable$/;

/** True for an answer that a missing route or a wrong method gives: 404 or 405, whatever its form. */
export function isRouteAnswer(facts: Facts): boolean {
  if (facts.exchange.response === null || RESOURCE_CODE.test(facts.code ?? "")) return false;
  return (
    facts.status === 404 ||
    facts.status === 405 ||
    facts.status === 501 ||
    (facts.status === null && saysNoRoute(facts))
  );
}

/**
 * A path parameter that was left empty at the end of the path, such as in `GET /v1/sandboxes/`: the path is then that of
 * another endpoint. Undefined where none was.
 */
export function findEmptyParameter(wanted: WantedRoute): string | undefined {
  if (!wanted.path.endsWith("/") || wanted.path === "/" || wanted.route.endpoint !== null) return undefined;
  const filled = matchRoute(wanted.method, `${wanted.path}x`).endpoint;
  const last = filled?.path.split("/").at(-1) ?? "";
  return last.startsWith(":") ? filled?.path : undefined;
}
