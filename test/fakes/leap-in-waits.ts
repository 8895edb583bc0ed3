/**
 * Loaded before the program by `QUICK_TIME`. A wait of up to some seconds ends after a tenth of its time, and as it does,
 * both clocks leap by the rest: to the program it lasts as long as it asked for. What else takes time takes as long as
 * ever, so a busy machine disturbs no more than it does in real time.
 */
const SHORTEST_MS = 120;
/** Timers of requests, which guard and do not wait, are longer. */
const LONGEST_MS = 5000;
const SPEED = 10;

const { setTimeout: setRealTimeout } = globalThis;
const readWallMs = Date.now;
const readMonotonicMs = performance.now.bind(performance);
let leaptMs = 0;

function setQuickTimeout(callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): NodeJS.Timeout {
  if (!(ms >= SHORTEST_MS && ms <= LONGEST_MS)) return setRealTimeout(callback, ms, ...args);
  const fire = (): void => {
    leaptMs += ms - ms / SPEED;
    callback(...args);
  };
  return setRealTimeout(fire, ms / SPEED);
}

Reflect.set(globalThis, "setTimeout", setQuickTimeout);
Date.now = () => readWallMs() + Math.floor(leaptMs);
performance.now = () => readMonotonicMs() + leaptMs;
