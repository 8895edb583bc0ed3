import type { TrustSettings } from "../../doctor/check-tls.js";
import type { Host } from "../../host/host.js";
import { readErrorCode } from "../../host/read-error-code.js";

/** All roots that any system trusts take a fifth of it. In bytes. */
const MOST_BYTES = 1024 * 1024;

/** What NODE_EXTRA_CA_CERTS names, and why Node takes nothing from it; null where it is not set. */
export async function findExtraCa({ env, files }: Pick<Host, "env" | "files">): Promise<TrustSettings["extraCa"]> {
  const path = env["NODE_EXTRA_CA_CERTS"];
  if (path === undefined || path === "") return null;
  if (!(await files.isFile(path))) return { path, fault: "names no file" };
  try {
    const text = new TextDecoder("latin1").decode(await files.read(path, MOST_BYTES));
    const isPem = /^-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/m.test(text);
    return { path, fault: isPem ? null : "names a file without a certificate in PEM" };
  } catch (error) {
    const code = readErrorCode(error);
    return { path, fault: `names a file that cannot be read${code === undefined ? "" : ` (${code})`}` };
  }
}
