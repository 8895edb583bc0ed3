import { describeCase } from "./describe-case.js";
import { escapeXml } from "./escape-xml.js";
import type { Grade, ProbedCase, ProbeResult } from "./probe-result.js";

/**
 * Writes a result as JUnit XML: a failure is an answer that differs (with a baseline: drift), an error is a case that said
 * nothing, skipped is one that was not run. Expects a result that was made safe. Times are in seconds.
 */
export function writeJunit(result: ProbeResult): string {
  const { cases } = result;
  const count = (grade: Grade): number => cases.filter((each) => each.grade === grade).length;
  const counters = [
    `tests="${cases.length}"`,
    `failures="${count("failed")}"`,
    `errors="${count("error")}"`,
    `skipped="${count("skipped")}"`,
    `time="${seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0))}"`,
  ].join(" ");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sandbox-errors probe" ${counters}>`,
    `  <testsuite name="probe" ${counters}>`,
    "    <properties>",
    `      <property name="target" value="${escapeXml(result.target)}"/>`,
    "    </properties>",
    ...cases.map((each) => writeCase(each, result)),
    ...writeLeftovers(result),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

const TAGS: Readonly<Record<Exclude<Grade, "passed">, string>> = {
  failed: "failure",
  error: "error",
  skipped: "skipped",
};

function writeCase(each: ProbedCase, result: ProbeResult): string {
  const head = `    <testcase classname="probe" name="${escapeXml(each.id)}" time="${seconds(each.durationMs)}"`;
  const lines = describeCase(each, result);
  if (each.grade === "passed" && lines.length === 0) return `${head}/>`;
  return `${head}>\n      ${writeEnding(each, lines)}\n    </testcase>`;
}

function writeEnding({ grade, outcome }: ProbedCase, lines: readonly string[]): string {
  const text = escapeXml(lines.join("\n"));
  if (grade === "passed") return `<system-out>${text}</system-out>`;
  const message = `message="${escapeXml(lines[0] ?? outcome)}"`;
  if (grade === "skipped") return `<skipped ${message}/>`;
  return `<${TAGS[grade]} ${message} type="${outcome}">${text}</${TAGS[grade]}>`;
}

function writeLeftovers({ leftovers }: ProbeResult): string[] {
  if (leftovers.length === 0) return [];
  const lines = leftovers.map(({ what, command }) => `Not deleted: ${what}${command === null ? "" : `: ${command}`}`);
  return [`    <system-err>${escapeXml(lines.join("\n"))}</system-err>`];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
