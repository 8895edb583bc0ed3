/** Sends requests like a program that calls the API; `status` of each is printed. */
const SEND = `
  import { request } from "node:http";
  const { SANDBOX_BASE_URL, SANDBOX_API_KEY } = process.env;
  const send = (method, path, body) => new Promise((resolve, reject) => {
    const { hostname, port } = new URL(SANDBOX_BASE_URL);
    const headers = { Authorization: "Bearer " + SANDBOX_API_KEY, "Content-Type": "application/json" };
    const sent = request({ hostname, port, method, path, headers }, (answer) => {
      console.log(method, answer.statusCode);
      answer.resume().on("end", resolve);
    });
    sent.on("error", reject);
    sent.end(body);
  });
`;

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";

/** The tests of a client that does nothing wrong. */
export const GOOD = `${SEND} await send("GET", "${BOX}");`;

/** One that sends a refused request again. */
export const REPEATS = `${SEND} for (let i = 0; i < 2; i += 1) await send("POST", "/v1/sandboxes", "{}");`;

/** What a client may put into a path: no browser or server has to like it. */
export const HOSTILE_PATH =
  "/v1/<script>alert(1)</script>|a|[link](https://example.com)`code`**bold**&amp;\"'::error::forged";

/** One that repeats a request whose path would break out of a table, and shows the key in another. */
export const HOSTILE = `${SEND}
  for (let i = 0; i < 2; i += 1) await send("GET", ${JSON.stringify(HOSTILE_PATH)});
  await send("GET", "/v1/nope?key=" + SANDBOX_API_KEY);
`;

/** Tests that fail by themselves; the client does nothing wrong. */
export const FAILS = `${SEND} await send("GET", "${BOX}"); console.error("1 test failed"); process.exitCode = 7;`;

/** Tests that never call the API. */
export const SILENT = `console.log("no test called the API");`;
