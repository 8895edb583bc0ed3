import { CODE_STATUS, type DocumentedCode } from "../catalog/documented-codes.js";
import type { Header } from "../exchange/exchange.js";
import type { SafetyClass } from "../render/report/probe-result.js";

/** What the documentation says that an answer is. */
export type Expectation =
  | {
      readonly kind: "error";
      /** Null where the page gives the status no code: any is taken, and noted. */
      readonly code: DocumentedCode | null;
      /** Null where the page gives the code no status: any listed 4xx or 5xx is taken, and noted. */
      readonly status: number | null;
      /** The wait that was asked for, in seconds; left out where any will do. */
      readonly retryAfter?: number;
    }
  /** JSON with an id in it; `id` is the path of that member, and `is` the variable whose value it must have. */
  | { readonly kind: "json"; readonly status: number; readonly id: string; readonly is?: Variable }
  | { readonly kind: "empty"; readonly status: number }
  | { readonly kind: "stream"; readonly status: number };

/** What is filled in where a path or a body has `{name}`. */
export type Variable = "agent" | "sandboxId" | "threadId" | "vaultId";

/** What a step may create, and clean-up deletes. */
export type Created = "sandbox" | "vault";

/** Whose credential a request carries: the user's key, a made-up one, or none. */
export type Credential = "key" | "wrong_key" | "none";

/** One request of a case, and what its answer is compared with. */
export interface Step {
  /** One word; stands before the members of its differences where a case has several steps. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `{variable}` where a value is filled in. */
  readonly path: string;
  readonly credential: Credential;
  readonly headers?: readonly Header[];
  /** Sent to a mock only. */
  readonly mockHeaders?: readonly Header[];
  /** The body: a value that is sent as JSON, or raw text that claims to be JSON. */
  readonly body?: { readonly json: unknown } | { readonly text: string };
  readonly expects: Expectation;
  /** Keeps the id of the answer for later steps. */
  readonly saves?: Variable;
  /** What exists once the answer is a success, whether or not that was expected. */
  readonly creates?: Created;
  /** What is gone once the answer is a success. */
  readonly deletes?: Created;
  /** The answer is a stream that stays open until the case ends; only its head is compared. */
  readonly staysOpen?: true;
}

/** A deliberate request, or a few, that provoke one documented answer. Data: nothing in it runs. */
export interface ProbeCase {
  /** The code, and how it is provoked. Public: baselines and command lines name it. */
  readonly id: string;
  /** A short clause. */
  readonly provokes: string;
  readonly safety: SafetyClass;
  /** Why it is safe to send, one sentence. */
  readonly whySafe: string;
  /** Why the real API cannot be made to answer this safely, a clause; null where it can. */
  readonly mockOnly: string | null;
  readonly steps: readonly Step[];
}

/** An id that is well formed and that nothing has. */
export const ABSENT_ID = "00000000-0000-4000-8000-000000000000";

/** What the pages say of a code: its status where one of them gives it, else none. */
export function expectError(code: DocumentedCode, retryAfter?: number): Expectation {
  const { status, documented } = CODE_STATUS[code];
  const wait = retryAfter === undefined ? {} : { retryAfter };
  return { kind: "error", code, status: documented ? status : null, ...wait };
}

/** The step that asks a mock for an error by name; where the header is not known it is a harmless look-up. */
export function provokeStep(wanted: string, expects: Expectation): Step {
  return {
    name: "provoke",
    method: "GET",
    path: `/v1/sandboxes/${ABSENT_ID}`,
    credential: "key",
    headers: [{ name: "Prefer", value: wanted }],
    expects,
  };
}

/** The step that creates the sandbox which later steps use. */
export const CREATE_SANDBOX: Step = {
  name: "create",
  method: "POST",
  path: "/v1/sandboxes",
  credential: "key",
  body: { json: { agent: "{agent}" } },
  expects: { kind: "json", status: 201, id: "id" },
  saves: "sandboxId",
  creates: "sandbox",
};

/** The step that reads the sandbox which was created. */
export const READ_SANDBOX: Step = {
  name: "read",
  method: "GET",
  path: "/v1/sandboxes/{sandboxId}",
  credential: "key",
  expects: { kind: "json", status: 200, id: "id", is: "sandboxId" },
};

/** The step that creates the vault which later steps use. */
export const CREATE_VAULT: Step = {
  name: "create",
  method: "POST",
  path: "/v1/mcp/vaults",
  credential: "key",
  body: { json: { name: "sandbox-errors probe" } },
  expects: { kind: "json", status: 201, id: "vault.id" },
  saves: "vaultId",
  creates: "vault",
};
