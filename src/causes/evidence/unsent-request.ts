import { type ClientRefusal, readClientRefusal, readRefusedHeaderName } from "../../exchange/client-refusal.js";
import type { Facts } from "../../exchange/facts.js";
import { clip } from "./quote-value.js";

/** A request that the client itself refused to build, so that nothing was sent. */
export interface UnsentRequest {
  readonly refusal: ClientRefusal;
  /** One clause, such as "the URL has no scheme". */
  readonly what: string;
  readonly fix: string;
}

/** Reads a client's refusal to send out of its message; undefined where there is none. Keys are for the causes of keys. */
export function readUnsentRequest(facts: Facts): UnsentRequest | undefined {
  const { failure, response } = facts.exchange;
  const told = failure === null || response !== null ? undefined : failure.message;
  const refusal = told === undefined ? undefined : readClientRefusal(told);
  return refusal === undefined || told === undefined ? undefined : { refusal, ...describe(refusal, told, facts) };
}

function describe(refusal: ClientRefusal, told: string, facts: Facts): Omit<UnsentRequest, "refusal"> {
  switch (refusal) {
    case "url":
      return describeUrl(told, facts);
    case "method":
      return {
        what: "the method is no HTTP method",
        fix: "Use one of GET, POST, PATCH and DELETE, in capitals and without spaces.",
      };
    case "path":
      return {
        what: "the path holds a character that no URL may hold",
        fix: "Encode every value that you put into the path or the query string: encodeURIComponent, or its like.",
      };
    case "body":
      return {
        what: "a GET or HEAD cannot carry a body",
        fix: "Use POST for a request with a body, or put the values into the query string of the GET.",
      };
    default:
      return describeHeader(refusal, told);
  }
}

function describeHeader(refusal: ClientRefusal, told: string): Omit<UnsentRequest, "refusal"> {
  const name = readRefusedHeaderName(told);
  const which = name === undefined ? "a header" : `the header ${clip(name, 60)}`;
  const part = refusal === "header_name" ? "name" : "value";
  return {
    what: `the ${part} of ${which} holds a character that no header may hold`,
    fix: `Mend the ${part} of ${which}: no line breaks and control characters, and nothing outside ISO 8859-1; encode other text (percent-encoding or base64).`,
  };
}

function describeUrl(told: string, facts: Facts): Omit<UnsentRequest, "refusal"> {
  const url = readUrl(told, facts);
  const shown = url === undefined ? "the URL" : `"${clip(url, 120)}"`;
  if (url === undefined || /^[\w.-]+(?::\d{1,5})?(?:\/|$)/.test(url))
    return {
      what: `${shown} has no scheme, so it is no URL`,
      fix: `Put https:// before it${url === undefined ? "" : `: https://${clip(url.split("/", 1)[0] ?? "", 100)}`}. The base URL is a scheme and a host, such as https://relay.an.dev.`,
    };
  return {
    what: `${shown} is no URL that can be requested`,
    fix: `Mend the URL: it is https://, a host without spaces, and a path. The base URL is https://relay.an.dev unless you host it.`,
  };
}

/** The URL that the message quotes, else the request's. */
function readUrl(told: string, facts: Facts): string | undefined {
  const quoted =
    /(?:parse URL from|Invalid URL:?) ["'`]?([^\s"'`]{1,500})/i.exec(told)?.[1] ??
    /^\w{3,10} "([^"\s]{1,500})": (?:unsupported protocol scheme|parse )/i.exec(told)?.[1];
  const given = quoted?.replace(/\]$/, "") ?? facts.exchange.request?.url ?? undefined;
  return given === undefined || given === "" ? undefined : given;
}
