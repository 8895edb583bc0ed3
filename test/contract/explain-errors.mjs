// explain-errors.mjs: import it once, before the first call of the SDK.
import { diagnose } from "sandbox-errors";

const api = process.env.SANDBOX_BASE_URL ?? "https://relay.an.dev";
const send = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const url = String(input.url ?? input);
  if (!url.startsWith(api)) return send(input, init);
  const answer = await send(input, init).catch((error) => error);
  if (answer.ok) return answer;
  const [found] = await diagnose(answer, { request: { method: "GET", url, ...init } });
  // The SDK has an error of its own for this code, which names what is missing.
  if (found === undefined || found.reportedCode === "vault_coverage_missing") return answer;
  throw Object.assign(new Error(found.message ?? found.title, { cause: answer }), {
    code: found.reportedCode ?? found.code,
    status: found.status,
    waitSeconds: found.retry.waitSeconds,
    diagnosis: found,
  });
};
