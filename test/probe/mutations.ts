/** An answer as it is sent on. */
export interface SentAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

/** One change of one field of an answer. */
export interface Mutation {
  readonly name: string;
  apply(answer: SentAnswer): void;
}

type Members = Record<string, unknown>;

/** Every change of one field that leaves this answer other than documented. */
export function listMutations(answer: SentAnswer): Mutation[] {
  const isStream = answer.headers["content-type"] === "text/event-stream";
  const head = [...listStatuses(answer), ...(answer.body === "" && !isStream ? [] : CONTENT_TYPES)];
  if (isStream || answer.body === "") return head;
  return [...head, ...BODIES, ...(answer.status >= 400 ? listErrorMembers(answer) : listSuccessMembers(answer))];
}

/**
 * Another status of each kind. A 429 is a rate limit and no fault, and so is a 503 without the API's own words: a gateway
 * may have said it.
 */
function listStatuses({ status, body }: SentAnswer): Mutation[] {
  return [202, 400, 404, 409, 418, 500, 503]
    .filter((other) => other !== status && (other !== 503 || body !== ""))
    .map((other) => ({
      name: `status ${other}`,
      apply: (answer) => {
        answer.status = other;
        // A status that allows a body gets one; 204 has none.
        if (answer.body === "" && status === 204) answer.headers["content-length"] = "0";
      },
    }));
}

const CONTENT_TYPES: readonly Mutation[] = [
  { name: "content type removed", apply: ({ headers }) => delete headers["content-type"] },
  ...["text/html", "text/plain; charset=utf-8", "application/problem+json"].map((type) => ({
    name: `content type ${type}`,
    apply: ({ headers }: SentAnswer) => {
      headers["content-type"] = type;
    },
  })),
];

function changeBody(name: string, change: (body: string) => string): Mutation {
  return {
    name,
    apply(answer) {
      answer.body = change(answer.body);
    },
  };
}

const BODIES: readonly Mutation[] = [
  changeBody("body truncated", (body) => body.slice(0, -2)),
  changeBody("body empty", () => ""),
  changeBody("body in a list", (body) => `[${body}]`),
  changeBody("body HTML", () => "<!DOCTYPE html><title>Oops</title>"),
];

/** Where an object stands in a body. */
type Place = (json: Members) => Members;

const TOP: Place = (json) => json;
const ERROR: Place = (json) => json["error"] as Members;

function edit(name: string, place: Place, change: (members: Members) => void): Mutation {
  return {
    name,
    apply(answer) {
      const json = JSON.parse(answer.body) as Members;
      change(place(json));
      answer.body = JSON.stringify(json);
    },
  };
}

function put(label: string, place: Place, name: string, value: unknown): Mutation {
  return edit(label, place, (members) => {
    members[name] = value;
  });
}

function listErrorMembers({ body }: SentAnswer): Mutation[] {
  const error = ERROR(JSON.parse(body) as Members);
  return [
    ...flip("error", TOP, "error", [null, "text", [], 1]),
    ...Object.keys(error).flatMap((name) => flip(`error.${name}`, ERROR, name, wrongValues(name, error[name]))),
    put("error.extra added", ERROR, "extra", "x"),
    put("requestId added", TOP, "requestId", "x"),
  ];
}

/** A member removed, and with each of these values. */
function flip(label: string, place: Place, name: string, values: readonly unknown[]): Mutation[] {
  return [
    edit(`${label} removed`, place, (members) => delete members[name]),
    ...values.map((value) => put(`${label} = ${JSON.stringify(value)}`, place, name, value)),
  ];
}

/** Values of other types, and a wrong one of the same. A message may say anything, as long as it says something. */
function wrongValues(name: string, value: unknown): readonly unknown[] {
  if (name === "message") return [null, 1, {}, ["text"], true, "", " "];
  if (name === "code") return [null, 1, {}, value === "unauthorized" ? "invalid_request" : "unauthorized", ""];
  return [null, String(value), {}, [value], Number(value) + 1, -1, Number(value) + 0.5];
}

/** The page documents successes by status alone; beyond that a client needs the id. */
function listSuccessMembers({ body }: SentAnswer): Mutation[] {
  const json = JSON.parse(body) as Members;
  const inVault = typeof json["vault"] === "object";
  const place: Place = inVault ? (all) => all["vault"] as Members : TOP;
  return flip("id", place, "id", [null, 1, {}, "", "../x", "11111111-2222-4333-8444-555555555555"]);
}
