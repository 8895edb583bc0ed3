import type { SendOrder, SentExchange } from "../http/send-order.js";
import type { Configuration } from "./check-configuration.js";
import type { ContractJudgement } from "./check-contract.js";
import type { KeyInUse } from "./check-key-text.js";
import type { ProxySituation } from "./check-proxy.js";
import type { TrustSettings } from "./check-tls.js";
import type { CheckedLayer } from "./checked-layer.js";

/** Where the API is, and how to ask it. */
export interface DoctorTarget {
  /** The address of the harmless request. */
  readonly url: URL;
  readonly proxy: ProxySituation;
  /** The harmless request, with this key or with none. Only where the proxy's variables can be used. */
  writeOrder(key: string | null): SendOrder;
}

/** What the doctor is given. */
export interface DoctorSetting {
  readonly configuration: Configuration;
  /** Null where the command line names its source wrongly. */
  readonly key: KeyInUse | null;
  /** Null where the base URL is none. */
  readonly target: DoctorTarget | null;
  /** The names of the variables about proxies that are set. */
  readonly proxyVariables: readonly string[];
  readonly trust: TrustSettings;
  /** Compares the answer to a request without a key with its documentation. */
  judge(exchange: SentExchange["exchange"]): ContractJudgement;
  /** In ms since 1970. */
  now(): number;
  readonly interrupted: AbortSignal;
  /** Told each layer as soon as it is checked, in order. */
  onLayer(layer: CheckedLayer): Promise<void>;
}
