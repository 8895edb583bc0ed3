type Members = Readonly<Record<string, unknown>>;

/** What is wrong with the messages of a chat. */
export interface MessageFault {
  /** The evidence path. */
  readonly where: string;
  readonly saw: string;
  /** One clause for a sentence. */
  readonly what: string;
}

/** The first fault that the server finds in a list of chat messages; undefined where it would take them (observed). */
export function findMessageFault(messages: unknown): MessageFault | undefined {
  if (!Array.isArray(messages)) return undefined;
  const list: readonly unknown[] = messages;
  if (list.length === 0) return { where: "request.body.messages", saw: "[]", what: "the list of messages is empty" };
  for (const [i, message] of list.entries()) {
    const fault = findPartFault(message, `request.body.messages.${i}`);
    if (fault !== undefined) return fault;
  }
  return findUserFault(list.filter(isMembers));
}

function findPartFault(message: unknown, where: string): MessageFault | undefined {
  if (!isMembers(message)) return { where, saw: typeof message, what: "a message is not an object" };
  const parts = own(message, "parts");
  if (Array.isArray(parts)) return undefined;
  if (parts !== undefined) return { where: `${where}.parts`, saw: typeof parts, what: "parts is not a list" };
  const content = own(message, "content") !== undefined;
  const members = Object.keys(message).slice(0, 8).join(", ");
  return {
    where,
    saw: `members: ${members}`,
    what: `a message has ${content ? "content instead of parts" : "no parts"}`,
  };
}

/** Only the last message of the user is read (observed), so it alone must hold text. */
function findUserFault(messages: readonly Members[]): MessageFault | undefined {
  const where = "request.body.messages";
  const user = messages.findLast((message) => own(message, "role") === "user");
  if (user === undefined) {
    const roles = messages.map((message) => String(own(message, "role"))).slice(0, 8);
    return { where, saw: `roles: ${roles.join(", ")}`, what: 'no message has the role "user"' };
  }
  const parts = own(user, "parts");
  const hasText = Array.isArray(parts) && parts.some((part: unknown) => isMembers(part) && holdsText(part));
  return hasText ? undefined : { where, saw: "no text", what: "the last message of the user holds no text" };
}

function holdsText(part: Members): boolean {
  const text = own(part, "text");
  return own(part, "type") === "text" && typeof text === "string" && text.trim() !== "";
}

function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
