import { Agent, type IncomingMessage, request } from "node:http";
import { readMemoryMb } from "./read-process.js";
import { type Contender, startServer } from "./start-server.js";

/** The memory of an embedded API with streams that are held open. */
export interface StreamFigures {
  /** So many really streamed: status 200 and the first piece has come. */
  readonly open: number;
  readonly memoryMb: number;
}

const MESSAGES = [{ role: "user", parts: [{ type: "text", text: "Hi" }] }];

/** Opens so many chats, each in a sandbox of its own, and leaves them open; then reads what the process has in memory. */
export async function measureStreams(contender: Contender, count: number): Promise<StreamFigures> {
  const served = await startServer(contender);
  const agent = new Agent({ keepAlive: true });
  const headers = { ...contender.headers, "Content-Type": "application/json", Prefer: "hold" };
  const post = (path: string, body: object): Promise<{ readonly answer: IncomingMessage; readonly first: string }> =>
    new Promise((resolve, reject) => {
      const sent = request(served.url + path, { method: "POST", headers, agent }, (answer) => {
        answer
          .once("data", (chunk: Buffer) => resolve({ answer, first: chunk.toString() }))
          .on("error", () => undefined);
      });
      sent.on("error", reject).end(JSON.stringify(body));
    });
  try {
    let open = 0;
    for (let i = 0; i < count; i += 1) {
      const made = await post("/v1/sandboxes", { agent: "my-agent" });
      const { id } = JSON.parse(made.first) as { readonly id: string };
      const { answer, first } = await post("/v1/chat/my-agent", { sandboxId: id, messages: MESSAGES });
      if (answer.statusCode === 200 && first.startsWith("data: ") && !answer.complete) open += 1;
    }
    return { open, memoryMb: readMemoryMb(served.pid) };
  } finally {
    agent.destroy();
    await served.stop();
  }
}
