import { matchRoute } from "../../catalog/match-route.js";
import type { Header } from "../../exchange/exchange.js";
import { readHeader } from "../../exchange/exchange.js";
import type { CommandCall } from "../command.js";
import type { Target } from "../open-target.js";
import { readOptionList } from "../read-option-list.js";
import { readPayload } from "./read-payload.js";
import { buildUrl, readHeaderOption, readPair, readRequestLine } from "./read-target.js";

/** A request as the command line describes it. */
export interface RequestPlan {
  readonly method: string;
  readonly url: URL;
  /** What the user and the body ask for; not the key. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array | null;
  /** How the key is sent; `own` where the user wrote an `Authorization` header, `none` where the endpoint wants no key. */
  readonly auth: "key" | "own" | "none";
}

/** Reads the command line into a request. Throws UsageError for whatever in it is wrong. */
export async function planRequest({ host, args, options }: CommandCall, { settings }: Target): Promise<RequestPlan> {
  const line = readRequestLine(args);
  const given = readOptionList(options["header"]).map(readHeaderOption);
  const payload = await readPayload(host, options, line.method, given);
  const method = line.method ?? (payload.body === null ? "GET" : "POST");
  const query = [...readOptionList(options["query"]).map((text) => readPair(text, "--query")), ...payload.query];
  const url = buildUrl({ baseUrl: settings.baseUrl, path: line.path, query, agent: settings.agent });
  const headers = [
    ...given,
    ...(payload.contentType === null ? [] : [{ name: "Content-Type", value: payload.contentType }]),
  ];
  return { method, url, headers, body: payload.body, auth: readAuth(method, url, given) };
}

function readAuth(method: string, url: URL, given: readonly Header[]): RequestPlan["auth"] {
  if (readHeader(given, "authorization") !== undefined) return "own";
  return matchRoute(method, url.pathname).endpoint?.auth === "none" ? "none" : "key";
}
