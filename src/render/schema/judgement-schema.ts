import { closedObject, listOf, ref, type SchemaNode, text, textOrNull, whole } from "./schema-node.js";

/** The definitions of what the judge of the embedded API says, for `$defs`. */
export function judgementDefinitions(): Readonly<Record<string, SchemaNode>> {
  return {
    judgement: closedObject("What the judge found in what a client did with its errors.", {
      requests: whole(0, "How many requests the client sent."),
      verdicts: listOf(ref("verdict"), "One for each fault of the client; empty where it did nothing wrong."),
    }),
    verdict: closedObject("One fault of the client.", {
      rule: text("The rule that it broke, such as early_return or repeated_post."),
      message: text("What it did, with the times and requests that show it."),
      requests: listOf(ref("quotedRequest"), "The requests that show it, oldest first; at most 20."),
    }),
    quotedRequest: closedObject("A request that reached the embedded API.", {
      n: whole(1, "Its place, counting from 1."),
      at: text("When its head came, as ISO 8601."),
      method: text("The HTTP method."),
      path: text("The path, without the query string."),
      status: {
        type: ["integer", "null"],
        description: "The status that it was answered; null where a fault kept any from going out.",
      },
      fault: textOrNull("The fault that was played; null where none was."),
    }),
  };
}
