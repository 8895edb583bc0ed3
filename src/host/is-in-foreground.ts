import { readFileSync } from "node:fs";

/**
 * False where this program runs as a background job of its terminal (`… &`): reading from the terminal would stop it
 * (SIGTTIN). Linux tells (proc_pid_stat(5), fields pgrp and tpgid); elsewhere it is true.
 */
export function isInForeground(readStat = () => readFileSync("/proc/self/stat", "latin1")): boolean {
  let stat: string;
  try {
    stat = readStat();
  } catch {
    return true;
  }
  // The second field is the program's name in brackets, which may hold spaces and brackets.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // -1: that terminal does not control this program, and cannot stop it.
  return foreground === undefined || Number(foreground) <= 0 || foreground === group;
}
