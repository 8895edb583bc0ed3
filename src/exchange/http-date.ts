const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const IMF = /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const RFC850 = /^(\w{6,9}), (\d{2})-(\w{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME = /^(\w{3}) (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/**
 * Reads an HTTP date in any of the three forms of RFC 9110, section 5.6.7, strictly: names, ranges and the day of the
 * week must fit. `now` (ms since 1970) places a two-digit year: the latest that is at most 50 years ahead.
 * Returns ms since 1970, or undefined where the text is no such date.
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const imf = IMF.exec(text);
  if (imf !== null) return build(imf[1], imf[4], imf[3], imf[2], imf.slice(5));
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return build(asctime[1], asctime[7], asctime[2], asctime[3], asctime.slice(4, 7));
  const rfc850 = RFC850.exec(text);
  if (rfc850 === null || !DAYS.includes(rfc850[1] ?? "")) return undefined;
  const thisYear = new Date(now).getUTCFullYear();
  const century = thisYear - (thisYear % 100);
  let year = century + Number(rfc850[4]);
  if (year > thisYear + 50) year -= 100;
  else if (year + 100 <= thisYear + 50) year += 100;
  return build(rfc850[1], String(year), rfc850[3], rfc850[2], rfc850.slice(5));
}

function build(
  dayName: string | undefined,
  year: string | undefined,
  monthName: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
): number | undefined {
  const month = MONTHS.indexOf(monthName ?? "");
  const [hour = 99, minute = 99, second = 99] = time.map(Number);
  // Second 60 is a leap second (RFC 5322, 3.3); it counts as the first of the next minute.
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return undefined;
  const ms = Date.UTC(Number(year), month, Number(day), hour, minute, second);
  const date = new Date(Date.UTC(Number(year), month, Number(day)));
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== month) return undefined;
  const weekday = DAYS[date.getUTCDay()] ?? "";
  return dayName === weekday || dayName === weekday.slice(0, 3) ? ms : undefined;
}
