import type { Inspected } from "./inspect/answer-inspection.js";
import { type MockRequest, RequestDescriber } from "./inspect/describe-request.js";
import type { RecordedRequest } from "./inspect/recorded-request.js";
import { type Clocks, Traffic } from "./inspect/traffic.js";
import { writeTrafficHar } from "./inspect/write-traffic-har.js";
import { type Judgement, judgeClient } from "./judge/judge-client.js";
import { addFixtures } from "./observed/fixtures.js";
import { OtherOrigin } from "./other-origin.js";
import type { Service } from "./serve-request.js";
import type { MockOptions } from "./start-mock.js";
import { createState, type State } from "./state.js";

/** All that one embedded API is made of, but for the server that listens. */
export interface MockService extends Service {
  answered: number;
  listRequests(): readonly MockRequest[];
  readonly inspected: Inspected & { url: string };
  judge(): Judgement;
  /** The same without regard to resets, where the past is kept. */
  readonly whole: { readonly requestCount: number; writeHar(): string; judge(): Judgement };
}

/** Makes the state, the log and the judge of one embedded API. */
export function createService(options: MockOptions, clocks: Clocks): MockService {
  // Begun when someone looks: at most embedded APIs nobody does, and it costs as much as the rest of a request.
  let requests: MockRequest[] | null = null;
  const noteRunEnd = () => traffic.noteRunEnd();
  const state = createMockState(options, clocks, noteRunEnd, {});
  const describer = new RequestDescriber(state.key);
  const describeLive = (record: RecordedRequest) => describer.describeLive(record);
  const listener = {
    added: (record: RecordedRequest) => requests?.push(describeLive(record)),
    dropped: () => requests?.shift(),
    cleared: () => requests?.splice(0),
  };
  const traffic = new Traffic(clocks, listener, options.keepsPast ?? false);
  const judge = (all: readonly RecordedRequest[], count: number): Judgement =>
    judgeClient({ all, runEnds: traffic.runEnds, key: state.key }, count);
  let answeredBefore = 0;
  const service: MockService = {
    state,
    traffic,
    clocks,
    otherOrigin: new OtherOrigin(traffic),
    bodyRoom: { takenBytes: 0 },
    answered: 0,
    listRequests() {
      requests ??= traffic.requests.map(describeLive);
      return requests;
    },
    onAnswer({ method, path, answer }) {
      service.answered += 1;
      options.onRequest?.({ method, path, status: answer.status ?? 0 });
    },
    inspected: {
      url: "",
      describe: () => traffic.requests.map((record) => describer.describe(record)),
      reset() {
        for (const { run } of service.state.sandboxes.values()) run?.cancel();
        // Tokens that were minted stay good: they are checked without a look at any state, as on the published server.
        const { key, tokenSecret } = state;
        service.state = createMockState(options, clocks, noteRunEnd, { key, tokenSecret });
        answeredBefore += service.answered;
        service.answered = 0;
        traffic.clear();
      },
    },
    judge: () => judge(traffic.requests, traffic.count),
    whole: {
      get requestCount() {
        return answeredBefore + service.answered;
      },
      writeHar: () =>
        writeTrafficHar(
          traffic.sessions.flat().map((record) => describer.describe(record)),
          service.inspected.url,
        ),
      judge() {
        const verdicts = traffic.sessions.flatMap((session) => judge(session, session.length).verdicts);
        return { requests: traffic.wholeCount, verdicts };
      },
    },
  };
  return service;
}

function createMockState(
  options: MockOptions,
  { monotonic }: Clocks,
  noteRunEnd: () => void,
  kept: { readonly key?: string; readonly tokenSecret?: string },
): State {
  const now = () => options.now();
  const random = () => options.random();
  const state = createState({ ...options, ...kept, now, random, monotonic, noteRunEnd });
  if (state.dialect === "observed") addFixtures(state);
  return state;
}
