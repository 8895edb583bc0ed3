import { fitLine, LIVE_LINE_MARGIN } from "./fit-line.js";
import type { LiveLine } from "./host.js";

/** Calmer than ora's 80 ms; the text itself changes once a second. */
const FRAME_MS = 200;
const USUAL_COLUMNS = 80;

/** A live line that an Enter key can scroll away. */
export interface RealLiveLine extends LiveLine {
  /** Takes back the line breaks that the terminal echoed while the line was shown. */
  takeBackEcho(lineBreaks: number): void;
}

/** A terminal as Node makes it for stderr. */
export interface NodeTerminal extends NodeJS.WritableStream {
  columns: number;
}

/**
 * Opens a line at the end of a terminal (ora); the caller makes sure that it is one and can move its cursor. The cursor
 * is hidden from the first `show` to `clear`, and comes back if the program is ended by a signal, too.
 */
export async function openLiveLine(terminal: NodeTerminal): Promise<RealLiveLine> {
  const [{ default: ora }, { eastAsianWidth }] = await Promise.all([import("ora"), import("get-east-asian-width")]);
  // `discardStdin` would take raw mode and the Enter key; CI must not change what `isEnabled` would guess.
  const spinner = ora({ stream: terminal, discardStdin: false, isEnabled: true, color: false, interval: FRAME_MS });
  let shown = "";
  const fit = () => {
    // Of a terminal of 0 columns (a pseudo-terminal nobody sized) ora clears infinitely many lines.
    if (!(terminal.columns > 0)) terminal.columns = USUAL_COLUMNS;
    spinner.text = fitLine(shown, terminal.columns - LIVE_LINE_MARGIN, eastAsianWidth);
  };
  return {
    show(text) {
      shown = text;
      fit();
      if (spinner.isSpinning) {
        spinner.render();
        return;
      }
      terminal.on("resize", fit);
      spinner.start();
    },
    clear() {
      terminal.removeListener("resize", fit);
      if (spinner.isSpinning) spinner.stop();
    },
    takeBackEcho(lineBreaks) {
      if (spinner.isSpinning) terminal.write(`\u001B[${lineBreaks}A\r\u001B[J`);
    },
  };
}
