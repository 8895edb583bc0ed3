import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate signed by itself, and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Why no certificates can be made here, or false. */
export const NO_OPENSSL: string | false =
  spawnSync("openssl", ["version"]).status === 0 ? false : "openssl is not installed";

/** Makes a certificate for these names (`DNS:…`, `IP:…`), valid until the end of that year. */
export function makeCertificate(names: string, lastYear = 2099): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  try {
    writeFileSync(join(folder, "index"), "");
    writeFileSync(
      join(folder, "config"),
      `[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n[e]\nsubjectAltName=${names}\n`,
    );
    run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key");
    run("req", "-new", "-key", "key", "-subj", "/CN=sample", "-out", "request");
    const dates = ["-startdate", "20200101000000Z", "-enddate", `${lastYear}1231235959Z`];
    run(
      "ca",
      "-batch",
      "-selfsign",
      "-notext",
      "-config",
      "config",
      "-extensions",
      "e",
      "-keyfile",
      "key",
      ...dates,
      "-in",
      "request",
      "-out",
      "cert",
    );
    return { cert: readFileSync(join(folder, "cert"), "utf8"), key: readFileSync(join(folder, "key"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
