/** Pieces that make readers go back and forth when they are repeated without end. */
const UNITS: readonly string[] = [
  ...[
    "<",
    ">",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "`",
    "\\",
    "/",
    "|",
    "&",
    "$",
    "%",
    "#",
    "@",
    "!",
    "?",
    "*",
    "-",
    "_",
  ],
  ...[
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u00a0",
    ".",
    ",",
    ":",
    ";",
    "=",
    "+",
    "~",
    "a",
    "A",
    "0",
    "é",
    "🚀",
    "\u0000",
    "\u001b[",
  ],
  ...[
    "a ",
    "a=",
    "a.",
    "a_",
    "a-",
    "a,",
    "a:",
    "a: ",
    "a/",
    "a@",
    "a b,",
    '"a" ',
    "'a' ",
    "0.",
    "0 ",
    "1,",
    "$1",
    "%2",
    "&#",
    "\\u005f",
  ],
  ...[
    "<a",
    "</",
    "<a>",
    "<title",
    "<script",
    "<!--",
    "{{",
    "${",
    "[[",
    "(a",
    "://",
    "http://",
    "a://b:",
    "\n:",
    "::",
    "\n\n",
  ],
  ...[
    "Bearer ",
    "bearer",
    "21st_sk_",
    "an_t_",
    "an_t_eyJ.",
    "eyJ.a.",
    "HTTP/1.1 ",
    "HTTP/1.1 200\n",
    "data: ",
    "data: {",
    "event:\n",
  ],
  ...[
    "ERR_A_",
    "curl: (",
    "not found ",
    "is required ",
    "sandbox ",
    'Sandbox "',
    "rate limit ",
    "Failed query: ",
    "params: ",
  ],
];

/** A text of exactly so many characters, one piece over and over, with an end that fits nothing. */
export function repeat(unit: string, characters: number): string {
  return `${unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters - 1)}\u0001`;
}

/** The pieces, and with them the words of a pattern, which take a reader furthest into it. */
export function hostileUnits(pattern = ""): string[] {
  const words = pattern.match(/[A-Za-z][A-Za-z_]{2,20}/g) ?? [];
  return [...new Set([...UNITS, ...words.slice(0, 12).flatMap((word) => [word, `${word} `])])];
}

/** The time of a run, in ms: the first of three that is short enough, else the shortest. */
export function measure(run: () => unknown, enoughMs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3 && best >= enoughMs; i += 1) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
