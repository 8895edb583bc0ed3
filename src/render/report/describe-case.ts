import type { Drift, ProbedCase, ProbeResult } from "./probe-result.js";

/** What a report says of one case, a line each: its differences, its drift where there is a baseline, its reason. */
export function describeCase(each: ProbedCase, { drift }: Pick<ProbeResult, "drift">): string[] {
  const known = drift === null ? "" : " (known)";
  const changes = (drift ?? []).filter(({ id }) => id === each.id);
  const isNew = (member: string): boolean => changes.some((one) => one.kind === "new" && one.member === member);
  return [
    ...each.differences.map(
      ({ member, documented, seen, meaning, note }) =>
        `${member}: documented ${documented}, seen ${seen}${isNew(member) ? " (new)" : known}. ${meaning}${writeNote(note)}`,
    ),
    ...changes.filter(({ kind }) => kind === "vanished").map(describeVanished),
    ...(each.reason === null ? [] : [each.reason]),
  ];
}

function describeVanished({ member, documented, seen, note }: Drift): string {
  return `${member}: the baseline has "documented ${documented}, seen ${seen}", and that is gone.${writeNote(note)}`;
}

function writeNote(note: string | null): string {
  return note === null ? "" : ` Note: ${note}`;
}
