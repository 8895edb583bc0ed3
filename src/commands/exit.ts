import { EXITS, type ExitName } from "../diagnosis/exit-code.js";

/** The exit code and public name of a way to end. */
export function exit(name: ExitName): { readonly code: number; readonly name: ExitName } {
  return { code: EXITS[name], name };
}
