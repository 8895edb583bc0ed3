import { execFile } from "node:child_process";
import { AgentClient } from "@21st-sdk/node";
import axios from "axios";
import axiosRetry from "axios-retry";
import { Agent, RetryAgent, request } from "undici";
import type { MockServer } from "../../src/mock-library.js";

/** What a client is made to do. */
export interface Task {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: string | null;
}

/** Does the task the way the client does by default, its retries switched on; whatever comes of it is fine. */
export type ZooClient = (mock: MockServer, task: Task) => Promise<unknown>;

function headersFor({ key }: MockServer): Record<string, string> {
  return { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
}

/** The clients that people use, by name. */
export const ZOO: Readonly<Record<string, ZooClient>> = {
  "@21st-sdk/node": async (mock, { method }) => {
    const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
    if (method === "GET") return client.sandboxes.get(mock.sandboxId);
    return client.sandboxes.create({ agent: "my-agent" });
  },
  fetch: async (mock, { method, path, body }) => {
    const response = await fetch(mock.url + path, { method, headers: headersFor(mock), body });
    return response.text();
  },
  "undici RetryAgent": async (mock, { method, path, body }) => {
    const dispatcher = new RetryAgent(new Agent());
    try {
      const response = await request(mock.url + path, { method, headers: headersFor(mock), body, dispatcher });
      return await response.body.text();
    } finally {
      await dispatcher.close();
    }
  },
  ky: async (mock, { method, path, body }) => {
    const { default: ky } = await import("ky");
    return ky(mock.url + path, { method, headers: headersFor(mock), ...(body === null ? {} : { body }) }).text();
  },
  got: async (mock, { method, path, body }) => {
    const { got } = await import("got");
    return got(mock.url + path, { method, headers: headersFor(mock), ...(body === null ? {} : { body }) }).text();
  },
  "axios-retry": async (mock, { method, path, body }) => {
    const client = axios.create({ baseURL: mock.url, headers: headersFor(mock) });
    axiosRetry(client, { retries: 3 });
    return client.request({ method, url: path, data: body });
  },
  "curl --retry": (mock, { method, path, body }) =>
    new Promise((resolve) => {
      const headers = Object.entries(headersFor(mock)).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
      const data = body === null ? [] : ["-d", body];
      const args = ["-s", "--retry", "3", "-X", method, ...headers, ...data, mock.url + path];
      execFile("curl", args, (error, stdout) => resolve(error ?? stdout));
    }),
};
