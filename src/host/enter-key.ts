/** Standard input of a terminal in its usual line mode, where a line arrives at each Enter. */
export interface NodeTerminalInput {
  on(event: "data", listener: (chunk: Uint8Array | string) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  off(event: "data", listener: (chunk: Uint8Array | string) => void): unknown;
  listenerCount(event: "error"): number;
  resume(): unknown;
  pause(): unknown;
}

/**
 * Calls back with the number of line breaks each time Enter was pressed, until `signal` aborts. The terminal's mode is
 * never touched; afterwards the input is paused, so that it keeps nothing alive.
 */
export function readEnterKey(
  input: NodeTerminalInput,
  callback: (lineBreaks: number) => void,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const onData = (chunk: Uint8Array | string) => {
    const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    const lineBreaks = text.split("\n").length - 1;
    if (lineBreaks > 0) callback(lineBreaks);
  };
  // A terminal that went away (EIO) sends nothing any more, and that is all. A read under way may still fail after
  // `stop`, so the listener stays.
  if (input.listenerCount("error") === 0) input.on("error", () => {});
  input.on("data", onData);
  input.resume();
  const stop = () => {
    input.off("data", onData);
    input.pause();
  };
  signal.addEventListener("abort", stop, { once: true });
}
