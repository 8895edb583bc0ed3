/** A wait at one moment. */
export interface Countdown {
  /** What is left, in ms; what is shown is this in seconds, rounded up. */
  readonly leftMs: number;
  /** The wall clock now, in ms since 1970; now plus what is left is when it ends. */
  readonly nowMs: number;
  /** The attempt that follows the wait, counted from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Why there is a wait, as a short clause without a full stop: `The rate limit is reached`. */
  readonly why: string;
}

/**
 * The line that ticks on a terminal: what is left, when it ends, attempt n of m, and the keys. The longest form that
 * fits into `columns`; what is left comes first (after `why`, where there is room for that), so that it is never lost.
 */
export function renderLiveCountdown(countdown: Countdown, columns: number, canPressEnter: boolean): string {
  const left = formatLeft(countdown.leftMs);
  const end = formatEnd(countdown);
  const { attempt, maxAttempts, why } = countdown;
  const keys = canPressEnter ? "Enter tries now, Ctrl-C gives up" : "Ctrl-C gives up";
  const fewKeys = canPressEnter ? "Enter: now, Ctrl-C: end" : "Ctrl-C: end";
  const full = `${left} left, until ${end}, attempt ${attempt} of ${maxAttempts}`;
  const short = `${left} to ${end} (${attempt}/${maxAttempts})`;
  const forms = [
    `${why}: ${full}; ${keys}`,
    `${full}; ${keys}`,
    `${full}; ${fewKeys}`,
    `${short}, ${fewKeys}`,
    `${left} to ${end} ${attempt}/${maxAttempts} ${canPressEnter ? "Enter:now " : ""}^C:end`,
    canPressEnter ? `${short}, Enter: now` : short,
    short,
    `${left} to ${end}`,
  ];
  return forms.find((form) => form.length <= columns) ?? left;
}

/** The line that says, where nothing ticks, that a wait starts. */
export function renderWaitStart(countdown: Countdown): string {
  const { attempt, maxAttempts, why } = countdown;
  return `${why}: waiting ${formatLeft(countdown.leftMs)}, until ${formatEnd(countdown)}, then attempt ${attempt} of ${maxAttempts}.`;
}

/** The line that says, where nothing ticks, how many minutes are left. */
export function renderWaitMinute(countdown: Countdown): string {
  return `Still waiting: ${formatLeft(countdown.leftMs)} left, until ${formatEnd(countdown)}.`;
}

/** The line that says, where nothing ticks, that a wait of `waitMs` has ended. */
export function renderWaitEnd(waitMs: number, attempt: number, maxAttempts: number): string {
  return `Waited ${formatLeft(waitMs)}; attempt ${attempt} of ${maxAttempts} starts now.`;
}

const UNITS = [
  { name: "d", seconds: 86_400 },
  { name: "h", seconds: 3600 },
  { name: "min", seconds: 60 },
  { name: "s", seconds: 1 },
];

/** Exact to the second, unlike `formatSeconds`, because it is watched: `90 s`, `2 min`, `1 h 29 min 5 s`. Takes ms. */
export function formatLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  if (seconds < 120) return `${seconds} s`;
  let rest = seconds;
  const words: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) words.push(`${count} ${unit.name}`);
  }
  return words.join(" ");
}

/** When it ends, as the user's own clock will say: `14:03:12`, with the date where that is not today. */
function formatEnd({ nowMs, leftMs }: Countdown): string {
  // Rounded up, like what is left: the wait is over when a clock shows this second.
  const end = new Date(Math.ceil((nowMs + leftMs) / 1000) * 1000);
  const time = [end.getHours(), end.getMinutes(), end.getSeconds()].map(twoDigits).join(":");
  if (end.toDateString() === new Date(nowMs).toDateString()) return time;
  return `${end.getFullYear()}-${twoDigits(end.getMonth() + 1)}-${twoDigits(end.getDate())} ${time}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
