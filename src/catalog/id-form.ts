/**
 * The forms that ids of the API take: UUID v4 for sandboxes, threads, vaults and credentials; a provider's sandbox id is
 * about 20 lower-case letters and digits (observed); `placeholder` is sample text or a value that was never filled in.
 */
export type IdForm = "uuid" | "uuid_other" | "provider" | "placeholder" | "other";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PROVIDER = /^(?=.*\d)(?=.*[a-z])[a-z0-9]{18,24}$/;

/** Texts of values that were never filled in. */
const UNFILLED = /^(?:undefined|null|nil|none|nan|true|false|\[object object\]|\[object promise\])$/i;
/** Sample ids of the documentation, and the usual ways to write "put your id here". */
const SAMPLES =
  /^(?::\w+|\{[^}]*\}+|<[^>]*>|\$\{?\w+\}?|%\w+%|(?:sb|sbx|th|thr|vault|vlt|cred|sandbox|thread)[_-](?:(?:abc|xyz|123|id)\w{0,8}|\d{1,4}|[a-z]{3}\d{3})|your[_-].*|my[_-](?:sandbox|thread|vault)[_-]id|(?:sandbox|thread|vault|credential|agent)[_-]?id|uuid-of-.*|e2b-sandbox-id|x{3,}|\.{3}|…|x{8}-x{4}-[x4]x{3}-[xy]x{3}-x{12}|id|example)$/i;

/** Says which form an id has. Takes the decoded text of the id. */
export function readIdForm(id: string): IdForm {
  if (UUID_V4.test(id)) return "uuid";
  if (UUID.test(id)) return "uuid_other";
  if (id.length <= 200 && (UNFILLED.test(id) || SAMPLES.test(id))) return "placeholder";
  if (PROVIDER.test(id)) return "provider";
  return "other";
}
