import type { PlannedCase } from "../render/report/probe-plan.js";
import { sketchStep, type Variables } from "./fill-step.js";
import type { Expectation, ProbeCase } from "./probe-case.js";
import { findWhyNotRun, type Permissions } from "./why-not-run.js";

/** What a run would send, without sending it. `writeUrl` makes an absolute address of a path. */
export function planCases(
  cases: readonly ProbeCase[],
  permissions: Permissions,
  variables: Variables,
  writeUrl: (path: string) => string,
): PlannedCase[] {
  return cases.map((probeCase) => {
    const { id, provokes, safety, whySafe, steps } = probeCase;
    const reason = findWhyNotRun(probeCase, permissions) ?? null;
    const requests = steps.map((step) => {
      const { method, path, headers, credential, body } = sketchStep(step, variables, permissions.isMock);
      const expected = describeExpectation(step.expects);
      return { step: step.name, method, url: writeUrl(path), headers, credential, body, expected };
    });
    return { id, provokes, safety, whySafe, runs: reason === null, reason, requests };
  });
}

/** What the documentation says of an answer, in a few words. */
export function describeExpectation(expected: Expectation): string {
  switch (expected.kind) {
    case "error": {
      const wait = expected.retryAfter === undefined ? "" : ` and retryAfter ${expected.retryAfter}`;
      if (expected.code === null) return `${expected.status}, with any code`;
      if (expected.status === null) return `${expected.code}, with a 4xx or 5xx of the page's list`;
      return `${expected.status} ${expected.code}${wait}`;
    }
    case "json":
      return `${expected.status} with ${expected.id} in a JSON body`;
    case "empty":
      return `${expected.status} without a body`;
    case "stream":
      return `${expected.status} with an event stream`;
  }
}
