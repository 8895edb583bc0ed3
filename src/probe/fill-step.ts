import type { Header } from "../exchange/exchange.js";
import type { Credential, Step, Variable } from "./probe-case.js";

/** What is known to be filled in. */
export type Variables = Readonly<Partial<Record<Variable, string>>>;

/** A request, ready to be sent but for the address and the credential's text. */
export interface ProbeRequest {
  readonly method: string;
  /** With its query string; starts with a slash. */
  readonly path: string;
  readonly headers: readonly Header[];
  /** Null where nothing is sent. */
  readonly body: string | null;
  readonly credential: Credential;
}

/** Fills in a step; undefined where a variable that it needs is not known. */
export function fillStep(step: Step, variables: Variables, isMock: boolean): ProbeRequest | undefined {
  if (findVariables(step).some((name) => variables[name] === undefined)) return undefined;
  return fill(step, isMock, (name) => variables[name] ?? "");
}

/** The same for people to read: what is not known stays as `<name>`. */
export function sketchStep(step: Step, variables: Variables, isMock: boolean): ProbeRequest {
  return fill(step, isMock, (name) => variables[name] ?? `<${name}>`);
}

/** The variables that a step needs. */
export function findVariables({ path, body }: Step): readonly Variable[] {
  const text = `${path} ${body === undefined || "text" in body ? "" : JSON.stringify(body.json)}`;
  return VARIABLES.filter((name) => text.includes(`{${name}}`));
}

const VARIABLES: readonly Variable[] = ["agent", "sandboxId", "threadId", "vaultId"];

function fill(step: Step, isMock: boolean, read: (name: Variable) => string): ProbeRequest {
  const path = fillText(step.path, (name) => {
    const value = read(name);
    return value.startsWith("<") ? value : encodeURIComponent(value);
  });
  const { body } = step;
  const text =
    body === undefined
      ? null
      : "text" in body
        ? body.text
        : JSON.stringify(body.json, (_, value) => fillDeep(value, read));
  const type = text === null ? [] : [{ name: "Content-Type", value: "application/json" }];
  const headers = [...type, ...(step.headers ?? []), ...(isMock ? (step.mockHeaders ?? []) : [])];
  return { method: step.method, path, headers, body: text, credential: step.credential };
}

function fillDeep(value: unknown, read: (name: Variable) => string): unknown {
  return typeof value === "string" ? fillText(value, read) : value;
}

function fillText(text: string, read: (name: Variable) => string): string {
  let filled = text;
  for (const name of VARIABLES) filled = filled.split(`{${name}}`).join(read(name));
  return filled;
}
