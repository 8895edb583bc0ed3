import assert from "node:assert/strict";
import { test } from "node:test";
import { AgentClient } from "@21st-sdk/node";
import { AbstractChat, type ChatState, DefaultChatTransport, type UIMessage } from "ai";
import type { MockServer } from "../../src/mock-library.js";
import { judge } from "./judged.js";

/** The state of a chat without a framework; `useChat` keeps the same in React. */
class PlainState implements ChatState<UIMessage> {
  status: ChatState<UIMessage>["status"] = "ready";
  error: Error | undefined = undefined;
  messages: UIMessage[] = [];
  pushMessage = (message: UIMessage): void => {
    this.messages = [...this.messages, message];
  };
  popMessage = (): void => {
    this.messages = this.messages.slice(0, -1);
  };
  replaceMessage = (index: number, message: UIMessage): void => {
    this.messages = this.messages.with(index, message);
  };
  snapshot = <T>(thing: T): T => structuredClone(thing);
}

class PlainChat extends AbstractChat<UIMessage> {}

/** The chat of the AI SDK as `useChat` runs it, with its transport and nothing set but what it needs. */
function openChat({ url, key, sandboxId }: MockServer): PlainChat {
  const headers = { Authorization: `Bearer ${key}` };
  const transport = new DefaultChatTransport({ api: `${url}/v1/chat/my-agent`, headers, body: { sandboxId } });
  return new PlainChat({ transport, state: new PlainState() });
}

interface Scene {
  readonly script?: string;
  use(chat: PlainChat, mock: MockServer): Promise<unknown>;
  /** The chat's own status at the end, and what the judge says. */
  readonly status: string;
  readonly verdicts: readonly string[];
}

/** Measured with the version of `ai` in package-lock.json. */
const SCENES: Readonly<Record<string, Scene>> = {
  "sends two messages": {
    use: async (chat) => {
      await chat.sendMessage({ text: "Hi" });
      await chat.sendMessage({ text: "And now?" });
    },
    status: "ready",
    verdicts: [],
  },
  "is told an error in the stream": {
    script: "stream_finish_despite_error",
    use: (chat) => chat.sendMessage({ text: "Hi" }),
    status: "error",
    verdicts: [],
  },
  "is told an error in the stream, and the user presses retry": {
    script: "stream_error_after_text",
    use: async (chat) => {
      await chat.sendMessage({ text: "Hi" });
      await chat.regenerate();
    },
    status: "ready",
    verdicts: [],
  },
  "is told to wait, and the user presses retry at once": {
    script: "429(3s)",
    use: async (chat) => {
      await chat.sendMessage({ text: "Hi" });
      await chat.regenerate();
    },
    status: "ready",
    verdicts: ["early_return: 1 2"],
  },
  // It only closes the connection: the agent of the published server goes on.
  "is stopped by the user": {
    use: async (chat, mock) => {
      const sent = chat.sendMessage({ text: "Hi" }, { headers: { Prefer: "hold" } });
      while (mock.requests[0]?.answer.body.includes("text-delta") !== true) await new Promise(setImmediate);
      await chat.stop();
      await sent;
    },
    status: "ready",
    verdicts: ["stream_left_open: 1"],
  },
};

for (const [what, { script, use, status, verdicts }] of Object.entries(SCENES)) {
  test(`the chat of the AI SDK ${what}: ${verdicts.join(", ") || "blameless"}`, async () => {
    let seen = "";
    const said = await judge({ script }, async (mock) => {
      const chat = openChat(mock);
      await use(chat, mock);
      seen = chat.status;
    });
    assert.deepEqual([seen, said], [status, verdicts]);
  });
}

const message = { role: "user", parts: [{ type: "text", text: "Say hello" }] };

test("the published client runs a thread, and whoever reads its response to the end is blameless", async () => {
  const verdicts = await judge({}, async ({ url, key, sandboxId }) => {
    const client = new AgentClient({ apiKey: key, baseUrl: url });
    const { response } = await client.threads.run({ agent: "my-agent", messages: [message], sandboxId });
    assert.match(await response.text(), /\[DONE\]/);
  });
  assert.deepEqual(verdicts, []);
});
