import { escapeXml } from "./escape-xml.js";

/**
 * Writes what a judge found as JUnit XML: one test case a rule, failed where the client broke it, and an error where it saw
 * no request, for then nothing was judged. Expects safe texts.
 */
export function writeJudgementJunit(messagesByRule: ReadonlyMap<string, readonly string[]>, requests: number): string {
  if (requests === 0) return writeNothingSeen();
  const rules = [...messagesByRule];
  const failures = rules.filter(([, messages]) => messages.length > 0).length;
  return writeSuite(
    `tests="${rules.length}" failures="${failures}" errors="0" skipped="0"`,
    rules.map(([rule, messages]) => writeRule(rule, messages)),
  );
}

function writeNothingSeen(): string {
  const nothing =
    '    <testcase classname="judge" name="requests">\n      <error message="The judge saw no request" type="requests"/>\n    </testcase>';
  return writeSuite('tests="1" failures="0" errors="1" skipped="0"', [nothing]);
}

function writeSuite(counters: string, cases: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sandbox-errors mock" ${counters}>`,
    `  <testsuite name="judge" ${counters}>`,
    ...cases,
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
