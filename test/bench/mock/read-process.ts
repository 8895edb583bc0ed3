import { readFileSync } from "node:fs";

/** Linux counts in ticks of 10 ms (`getconf CLK_TCK` is 100 on every usual kernel). */
const TICK_MS = 10;

/** What a process has in memory, in MB; NaN where there is no /proc. */
export function readMemoryMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readProc(pid, "status"))?.[1] ?? Number.NaN) / 1024;
}

/** The processor time that a process has taken, in ms, all its threads together; NaN where there is no /proc. */
export function readCpuMs(pid: number): number {
  // The name of the program, in brackets, may hold spaces; user and system time are the 12th and 13th field behind it.
  const fields = readProc(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * TICK_MS;
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
