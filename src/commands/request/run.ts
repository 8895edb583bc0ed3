import { version } from "../../../package.json";
import { LARGEST_BODY_BYTES } from "../../catalog/limits.js";
import { diagnoseKeyText, diagnoseMissingKey } from "../../diagnosis/diagnose-key.js";
import { exitOfReport } from "../../diagnosis/exit-code.js";
import type { Diagnosis } from "../../diagnosis/report.js";
import { collectSecrets } from "../../exchange/collect-secrets.js";
import type { Exchange } from "../../exchange/exchange.js";
import { readHeader, textBody } from "../../exchange/exchange.js";
import { formatMegabytes } from "../../text/megabytes.js";
import type { CommandCall, CommandRun, Outcome } from "../command.js";
import { createSender } from "../create-sender.js";
import { exit } from "../exit.js";
import { exitOfAnswer } from "../exit-of-answer.js";
import { interruptedExit } from "../interrupted.js";
import { openTarget, type Target } from "../open-target.js";
import { sayDiagnoses } from "../render-failure.js";
import { sayAttempts } from "../say-attempts.js";
import { sayStop } from "../say-stop.js";
import { type PersistentAnswer, sendWithRetries } from "../send-with-retries.js";
import type { UsageError } from "../usage-error.js";
import { writeNamedFiles } from "../write-named-files.js";
import { planRequest, type RequestPlan } from "./plan-request.js";
import { createLivePrinter } from "./print-live.js";
import { checkOutputs } from "./read-output.js";
import { checkStandardInput } from "./read-source.js";
import { countBytes, showPlan } from "./show-plan.js";
import { writeAnswer } from "./write-answer.js";
import { writeHar } from "./write-har.js";

/** Sends a request and explains what comes back. */
export const run: CommandRun = async (call) => {
  // Before the key is read: it may take what the body was meant to be.
  checkStandardInput(call.options);
  const target = await openTarget(call);
  try {
    const plan = await planRequest(call, target);
    await checkOutputs(call.host, call.options);
    call.output.secrets.add(...plan.secrets, ...collectSecrets(toRequest(plan)));
    await warnOfSize(call, plan);
    if (call.options["curl"] === true || call.options["dryRun"] === true) return await showPlan(call, plan, target.key);
    const refused = plan.auth === "key" ? examineKey(target) : undefined;
    return refused === undefined ? await sendPlan(call, target, plan) : await endUnsent(call, refused);
  } finally {
    await target.close();
  }
};

/** The server refuses it, often as invalid JSON; it is sent all the same, for only the server can know its limit today. */
async function warnOfSize({ output }: CommandCall, plan: RequestPlan): Promise<void> {
  const bytes = countBytes(plan);
  if (bytes <= LARGEST_BODY_BYTES || output.quiet) return;
  await output.say(`Warning: the body has ${formatMegabytes(bytes)}, and the server reads at most 10 MB.\n`);
}

function examineKey({ key }: Target): Diagnosis | undefined {
  if (key.text === null || key.text === "") return diagnoseMissingKey(key.source);
  return diagnoseKeyText(key.text, key.source ?? "");
}

async function endUnsent({ output }: CommandCall, diagnosis: Diagnosis): Promise<Outcome> {
  await sayDiagnoses(output, [diagnosis]);
  return { exit: exit(exitOfReport([diagnosis])), members: { report: { diagnoses: [diagnosis], attempts: [] } } };
}

async function sendPlan(call: CommandCall, target: Target, plan: RequestPlan): Promise<Outcome> {
  const { host, output } = call;
  const headers = [
    ...(plan.auth === "key" ? [{ name: "Authorization", value: `Bearer ${target.key.text}` }] : []),
    ...plan.headers,
  ];
  const live = createLivePrinter(call);
  const send = createSender(host, target.settings, {
    method: plan.method,
    url: plan.url,
    headers,
    body: plan.body,
    onChunk: live.onChunk,
    signal: AbortSignal.any([host.signals.interrupted, live.readerGone]),
  });
  let shown: string | undefined;
  const answer = await sendWithRetries({
    host,
    policy: target.settings.policy,
    method: plan.method,
    send,
    quiet: output.quiet,
    mayRepeat: () => !live.started(),
    writeLine: (text) => output.say(`${text}\n`),
    async onRetry(diagnoses) {
      // The same error again needs no second page.
      if (!output.quiet && diagnoses[0]?.cause !== shown) {
        await sayDiagnoses(output, diagnoses);
        await output.say("\n");
      }
      shown = diagnoses[0]?.cause;
    },
  });
  // The log is no reason to keep the answer back, nor a lost answer one to write no log.
  const problem = await saveHar(call, answer, { ...plan, headers });
  const outcome = await endSent(call, answer, live.started(), shown);
  if (problem !== null) throw problem.with(outcome.members);
  return outcome;
}

async function endSent(
  call: CommandCall,
  answer: PersistentAnswer,
  streamed: boolean,
  shown: string | undefined,
): Promise<Outcome> {
  const { host, output } = call;
  const { diagnoses, attempts } = answer;
  const members = { report: { diagnoses, attempts } };
  await sayAttempts(output, attempts);
  if (answer.interrupted) {
    await output.say("Interrupted: nothing more was sent.\n");
    return { exit: interruptedExit(host), members };
  }
  const name = exitOfAnswer(answer);
  await writeAnswer(call, answer, name === "ok", streamed);
  if (diagnoses.length > 0 && (name !== "ok" || !output.quiet)) {
    if (diagnoses[0]?.cause !== shown || output.quiet) await sayDiagnoses(output, diagnoses);
    if (isRedirect(answer.exchange))
      await output.say("The redirect was not followed: the key goes to no other place.\n");
    await sayStop(output, answer);
  }
  return { exit: exit(name), members };
}

function isRedirect({ response }: Exchange): boolean {
  const { status = null, headers = [] } = response ?? {};
  return status !== null && status >= 300 && status < 400 && readHeader(headers, "location") !== undefined;
}

async function saveHar(
  { host, output, options }: CommandCall,
  { attempts }: PersistentAnswer,
  sent: RequestPlan,
): Promise<UsageError | null> {
  if (typeof options["har"] !== "string") return null;
  const content = writeHar(attempts, toRequest(sent), version, output.secrets.redact);
  return writeNamedFiles(host, [{ option: "--har", path: options["har"], content }]);
}

/** Of a body that is read while it is sent there is no text. */
function toRequest({ method, url, headers, body }: RequestPlan): Exchange["request"] {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : "";
  return { method, url: url.href, headers, body: textBody(text) };
}
