import { isMembers, type Members } from "./check-fields.js";
import { readList, readText } from "./read-member.js";
import { Refusal } from "./refusal.js";

/** The text of the last user message. Throws a Refusal `invalid_request` where there is none. */
export function readUserText(messages: readonly unknown[]): string {
  if (messages.length === 0) throw new Refusal("invalid_request", "messages is required and must not be empty");
  const users = messages.filter(isMembers).filter((message) => message["role"] === "user");
  const last = users.at(-1);
  if (last === undefined) throw new Refusal("invalid_request", "messages must hold a message whose role is user");
  const text = readList(last, "parts")
    .filter(isTextPart)
    .map((part) => readText(part, "text"))
    .join("\n");
  // Messages in the {role, content} form end here: the API takes `parts` alone.
  if (text === "") throw new Refusal("invalid_request", "the last user message must hold a text part in parts");
  return text;
}

function isTextPart(part: unknown): part is Members {
  return isMembers(part) && part["type"] === "text";
}
