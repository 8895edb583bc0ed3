import { matchRoute } from "../../catalog/match-route.js";
import type { Header } from "../../exchange/exchange.js";
import { readHeader } from "../../exchange/exchange.js";
import type { SendOrder } from "../../http/send-order.js";
import type { CommandCall } from "../command.js";
import type { Target } from "../open-target.js";
import { readOptionList } from "../read-option-list.js";
import { type GivenHeaders, readHeaderOptions } from "./read-header.js";
import { readPayload } from "./read-payload.js";
import { buildUrl, readPair, readRequestLine } from "./read-target.js";

/** A request as the command line describes it. */
export interface RequestPlan {
  readonly method: string;
  readonly url: URL;
  /** What the user and the body ask for; not the key. */
  readonly headers: readonly Header[];
  /** Names, in lower case, that the user wants left out though they would be sent by themselves. */
  readonly left: readonly string[];
  readonly body: SendOrder["body"];
  /** The file that the body is; null where it is none. */
  readonly file: string | null;
  /** Secrets within the body that are known before it is sent. */
  readonly secrets: readonly string[];
  /**
   * How the key is sent; `own` where the user wrote an `Authorization` header, `none` where the endpoint wants no key or
   * the user leaves the header out.
   */
  readonly auth: "key" | "own" | "none";
}

/** Reads the command line into a request. Throws UsageError for whatever in it is wrong. */
export async function planRequest({ host, args, options }: CommandCall, { settings }: Target): Promise<RequestPlan> {
  const line = readRequestLine(args);
  const given = readHeaderOptions(readOptionList(options["header"]));
  const payload = await readPayload(host, options, line.method, given);
  const method = line.method ?? (payload.body === null ? "GET" : "POST");
  const query = [...readOptionList(options["query"]).map((text) => readPair(text, "--query")), ...payload.query];
  const url = buildUrl({ baseUrl: settings.baseUrl, path: line.path, query, agent: settings.agent });
  const headers = [
    ...given.headers,
    ...(payload.contentType === null ? [] : [{ name: "Content-Type", value: payload.contentType }]),
  ];
  const { body, file, secrets } = payload;
  return { method, url, headers, left: given.left, body, file, secrets, auth: readAuth(method, url, given) };
}

function readAuth(method: string, url: URL, { headers, left }: GivenHeaders): RequestPlan["auth"] {
  if (readHeader(headers, "authorization") !== undefined) return "own";
  if (left.includes("authorization")) return "none";
  return matchRoute(method, url.pathname).endpoint?.auth === "none" ? "none" : "key";
}
