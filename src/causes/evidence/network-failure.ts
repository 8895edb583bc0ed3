import { API_ORIGIN } from "../../catalog/docs-urls.js";
import type { Failure, FailureKind } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Confidence, Evidence, Strength } from "../cause.js";

/** A failure of the network, with the place where it happened. */
export interface PlacedFailure {
  readonly failure: Failure;
  /** The host's name, such as `relay.an.dev`; "the server" where nobody knows. */
  readonly host: string;
  /** Host and port; "the server" where nobody knows. */
  readonly address: string;
  /** How sure the cause of this kind is: words alone may be a server's own, and the time alone is a guess. */
  readonly grade: { readonly strength: Strength; readonly confidence: Confidence };
  /** The base of the URL, where it is safe to stand in a command and not the API's own. */
  readonly base: string | null;
  readonly evidence: readonly Evidence[];
}

/** Reads the failure of an exchange where it is of this kind and nothing of an answer came. */
export function readFailure(facts: Facts, kind: FailureKind): PlacedFailure | undefined {
  const { failure, response } = facts.exchange;
  return failure?.kind === kind && response === null ? place(facts, failure) : undefined;
}

/** The same, also where an answer began and broke off before its end. */
export function readBreak(facts: Facts, kind: FailureKind): PlacedFailure | undefined {
  const { failure } = facts.exchange;
  return failure?.kind === kind && !isAnswered(facts) ? place(facts, failure) : undefined;
}

/**
 * True where the answer says what there is to say, although the client recorded an error beside it: a stream that came to
 * its end or told of an error, or an error answer that can be read.
 */
export function isAnswered(facts: Facts): boolean {
  const { response } = facts.exchange;
  if (response === null) return false;
  const { stream } = facts;
  if (stream !== null)
    return stream.finished || stream.errors.length > 0 || stream.cancelled || stream.resultSubtype !== null;
  return (facts.status ?? 0) >= 400 && (facts.code !== null || facts.message !== "") && isParsed(facts);
}

function isParsed({ envelope: { shape } }: Facts): boolean {
  return shape !== "html" && shape !== "text" && shape !== "json_broken" && shape !== "empty";
}

function place(facts: Facts, failure: Failure): PlacedFailure {
  const target = readTarget(facts) ?? readMessageTarget(failure.message);
  const evidence: Evidence[] = [];
  if (failure.code !== null) evidence.push({ where: "network.code", saw: failure.code });
  if (failure.phase !== null) evidence.push({ where: "network.phase", saw: failure.phase });
  if (failure.message !== "" && failure.message !== failure.code)
    evidence.push({ where: "network.message", saw: failure.message.slice(0, 300) });
  if (evidence.length === 0) evidence.push({ where: "network.kind", saw: failure.kind });
  if (facts.target?.host != null) evidence.push({ where: "request.url", saw: facts.target.host });
  const { host = "the server", address = "the server" } = target ?? {};
  return { failure, host, address, base: readBase(facts), grade: gradeFailure(facts, failure), evidence };
}

/** Clients sign their failures; a bare sentence may also be what a server said, thrown by an SDK. */
const SIGNED =
  /\bcurl\b|\bnet::|\bNS_ERROR_|\bfetch failed\b|\bUND_ERR_|\bERR_(?:SSL|TLS|CERT)_|\b(?:requests|httpx|urllib3|aiohttp)\.|\bdial tcp\b/;

function gradeFailure({ exchange }: Facts, { message, isGuess }: Failure): PlacedFailure["grade"] {
  if (isGuess === true) return { strength: "implied", confidence: "possible" };
  const isAlone = exchange.request === null && exchange.response === null;
  return { strength: "proof", confidence: isAlone && !SIGNED.test(message) ? "likely" : "certain" };
}

/** The base of the URL that was called, where it is safe to stand in a command and not the API's own. */
export function readBase({ exchange, target }: Facts): string | null {
  const [, scheme] = /^(https?):/i.exec(exchange.request?.url ?? "") ?? [];
  const host = target?.host ?? "";
  if (scheme === undefined || !isPlainHost(host.replace(/:\d{1,5}$/, ""))) return null;
  const base = `${scheme.toLowerCase()}://${host}`;
  return base === API_ORIGIN ? null : base;
}

interface Address {
  readonly host: string;
  readonly address: string;
}

function readTarget(facts: Facts): Address | undefined {
  const given = facts.target?.host;
  if (given == null || given === "") return undefined;
  const [, host = given, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(given) ?? [];
  const plain = /^http:/i.test(facts.exchange.request?.url ?? "");
  return { host, address: `${host}:${port ?? (plain ? "80" : "443")}` };
}

const HOST = "(\\[[0-9a-f:.]{2,45}\\]|[\\w.-]{3,253})";
const PORT = "(?::(\\d{1,5})| port (\\d{1,5})|, port=(\\d{1,5}))?";
/** Where clients put the address in their messages, the surest first. */
const ADDRESSES = [
  `\\b(?:getaddrinfo \\w{3,20}|(?:connect|read|write) [A-Z]{3,20}|could not resolve host:?|failed to connect to|connection to) ${HOST}${PORT}`,
  `\\bdial (?:tcp|udp)\\d?:? (?:lookup )?${HOST}${PORT}`,
  `\\bhost='${HOST}'${PORT}`,
  `\\bhttps?://${HOST}${PORT}`,
  `UnknownHostException: ${HOST}${PORT}`,
  `\\((?=[\\w.-]{1,253}\\.[a-z])${HOST}${PORT}\\)`,
].map((pattern) => new RegExp(pattern, "i"));

/** The address that a client's message names: `getaddrinfo ENOTFOUND host`, `connect ECONNREFUSED 127.0.0.1:3009`. */
function readMessageTarget(message: string): Address | undefined {
  const words = message.slice(0, 2000);
  for (const pattern of ADDRESSES) {
    const [, host, ...ports] = pattern.exec(words) ?? [];
    if (host === undefined) continue;
    const port = ports.find((digits) => digits !== undefined);
    return { host, address: port === undefined ? host : `${host}:${port}` };
  }
  return undefined;
}

/** True for this machine's own addresses. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?|0\.0\.0\.0)$/i.test(host);
}

/** True for a host that can stand in a command as it is: recorded names are anybody's, and may hold shell text. */
export function isPlainHost(host: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/.test(host);
}
