import { escapeXml } from "./escape-xml.js";

/** Writes what a judge found as JUnit XML: one test case a rule, failed where the client broke it. Expects safe texts. */
export function writeJudgementJunit(messagesByRule: ReadonlyMap<string, readonly string[]>): string {
  const rules = [...messagesByRule];
  const failures = rules.filter(([, messages]) => messages.length > 0).length;
  const counters = `tests="${rules.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sandbox-errors mock" ${counters}>`,
    `  <testsuite name="judge" ${counters}>`,
    ...rules.map(([rule, messages]) => writeRule(rule, messages)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function writeRule(rule: string, messages: readonly string[]): string {
  const head = `    <testcase classname="judge" name="${escapeXml(rule)}"`;
  const [first] = messages;
  if (first === undefined) return `${head}/>`;
  const text = escapeXml(messages.join("\n"));
  return `${head}>\n      <failure message="${escapeXml(first)}" type="${escapeXml(rule)}">${text}</failure>\n    </testcase>`;
}
