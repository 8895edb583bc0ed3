/** How the embedded API speaks: as the Errors page documents it, or as the published server was seen to answer. */
export const DIALECTS = ["documented", "observed"] as const;
export type Dialect = (typeof DIALECTS)[number];
