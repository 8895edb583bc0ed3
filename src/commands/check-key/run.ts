import { diagnoseKeyText, diagnoseMissingKey } from "../../diagnosis/diagnose-key.js";
import { HARMLESS_PATH, readVerdict } from "../../diagnosis/read-verdict.js";
import type { Diagnosis } from "../../diagnosis/report.js";
import type { Verdict } from "../../diagnosis/verdict.js";
import type { StopReason } from "../../retry/plan-next.js";
import type { CommandCall, CommandRun, Outcome } from "../command.js";
import { createSender } from "../create-sender.js";
import { exit } from "../exit.js";
import { exitOfAnswer } from "../exit-of-answer.js";
import type { FoundKey } from "../find-key.js";
import { fingerprintKey } from "../fingerprint-key.js";
import { interruptedExit } from "../interrupted.js";
import { openTarget, type Target } from "../open-target.js";
import { sayAttempts } from "../say-attempts.js";
import { sayStop } from "../say-stop.js";
import { sendWithRetries } from "../send-with-retries.js";
import { sayVerdict } from "./say-verdict.js";

/** Says whether the key is good, where it came from, and what that hides. */
export const run: CommandRun = async (call) => {
  const target = await openTarget(call);
  try {
    return await check(call, target);
  } finally {
    await target.close();
  }
};

async function check(call: CommandCall, target: Target): Promise<Outcome> {
  const { key } = target;
  if (key.text === null || key.text === "") return end(call, key, "missing", [diagnoseMissingKey(key.source)], []);
  const malformed = diagnoseKeyText(key.text, key.source ?? "");
  if (malformed !== undefined) {
    return end(
      call,
      key,
      malformed.cause === "key.unset_variable" && key.text.trim() === "" ? "missing" : "malformed",
      [malformed],
      [],
    );
  }
  return ask(call, target, key.text);
}

async function ask(call: CommandCall, { settings, key }: Target, text: string): Promise<Outcome> {
  const { host, output } = call;
  const base = settings.baseUrl.pathname.replace(/\/$/, "");
  const send = createSender(host, settings, {
    method: "GET",
    url: new URL(`${settings.baseUrl.origin}${base}${HARMLESS_PATH}`),
    headers: [{ name: "Authorization", value: `Bearer ${text}` }],
    body: null,
  });
  const answer = await sendWithRetries({
    host,
    policy: settings.policy,
    method: "GET",
    send,
    quiet: output.quiet,
    mayRepeat: () => true,
    writeLine: (line) => output.say(`${line}\n`),
  });
  if (answer.interrupted) {
    const ended = await end(call, key, "indeterminate", answer.diagnoses, answer.attempts);
    await output.say("Interrupted: nothing more was sent.\n");
    return { ...ended, exit: interruptedExit(host) };
  }
  await sayAttempts(output, answer.attempts);
  const { verdict, diagnoses } = readVerdict(answer.exchange, answer.diagnoses);
  const ended = await end(call, key, verdict, diagnoses, answer.attempts, answer.stopped);
  await sayStop(output, { ...answer, diagnoses });
  return ended;
}

async function end(
  call: CommandCall,
  key: FoundKey,
  verdict: Verdict,
  diagnoses: readonly Diagnosis[],
  attempts: readonly unknown[],
  stopped: StopReason | null = null,
): Promise<Outcome> {
  await sayVerdict(call.output, verdict, key, diagnoses);
  return {
    exit: exit(exitOfVerdict(verdict, { diagnoses, stopped })),
    members: {
      verdict,
      key: { source: key.source, hides: key.hides, fingerprint: fingerprintKey(key.text) },
      report: { diagnoses, attempts },
    },
  };
}

function exitOfVerdict(verdict: Verdict, answer: Parameters<typeof exitOfAnswer>[0]) {
  if (verdict === "valid") return "ok";
  if (verdict !== "indeterminate") return "key";
  const name = exitOfAnswer(answer);
  return name === "ok" ? "no_answer" : name;
}
