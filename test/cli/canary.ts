/** A planted secret, and every form in which it must not be seen. */
export interface Canary {
  readonly text: string;
  /** Where it is found in a text: the names of the forms, none of which may be there. */
  findIn(text: string): string[];
}

/** Makes a canary. Half of it counts as well: nobody may see so much. */
export function makeCanary(text: string): Canary {
  const forms = [
    ...encodingsOf(text),
    // The half that no prefix gives away.
    ...encodingsOf(text.slice(-Math.max(12, Math.floor(text.length / 2)))),
  ];
  return {
    text,
    findIn: (seen) => forms.filter(([, form]) => seen.includes(form)).map(([name]) => name),
  };
}

/** What a server that gives a text back may make of it; in base64 with other text around it. */
export function echoesOf(text: string): string[] {
  const around = ["", "k", "k="].map((before) => Buffer.from(`${before}${text}; more`));
  return [
    ...plainForms(text).map(([, form]) => form),
    ...around.flatMap((bytes) => [bytes.toString("base64"), bytes.toString("base64url")]),
    Buffer.from(`user:${text}`).toString("base64"),
  ];
}

function encodingsOf(text: string): [name: string, form: string][] {
  return [
    ...plainForms(text),
    ...[0, 1, 2].flatMap((shift): [string, string][] => {
      // Without the characters that share bits with what stands before or behind.
      const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
      const from = Math.ceil((shift * 8) / 6);
      return [
        [`base64+${shift}`, whole.toString("base64").slice(from)],
        [`base64url+${shift}`, whole.toString("base64url").slice(from)],
      ];
    }),
  ];
}

function plainForms(text: string): [name: string, form: string][] {
  const hex = Buffer.from(text).toString("hex");
  return [
    ["plain", text],
    ["JSON", JSON.stringify(text).slice(1, -1)],
    ["\\u", [...text].map(escapeUnit).join("")],
    ["\\u of signs", text.replace(/[^A-Za-z0-9]/g, escapeUnit)],
    ["percent", encodeURIComponent(text)],
    ["percent of all", hex.replace(/../g, "%$&")],
    ["PERCENT of all", hex.toUpperCase().replace(/../g, "%$&")],
    ["hex", hex],
    ["HEX", hex.toUpperCase()],
    ["reversed", [...text].reverse().join("")],
  ];
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
