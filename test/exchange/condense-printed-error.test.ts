import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { condensePrintedError } from "../../src/exchange/condense-printed-error.js";
import { readMessage } from "../../src/exchange/read-message.js";

const STACK = `    at node:internal/deps/undici/undici:14976:13
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
    at async main (file:///home/user/app.mjs:404:27)`;

function fetchFailed(cause: string): string {
  return `TypeError: fetch failed\n${STACK} {\n  [cause]: ${cause}\n}\n`;
}

const REFUSED = `Error: connect ECONNREFUSED 127.0.0.1:3009
      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {
    errno: -111,
    code: 'ECONNREFUSED',
    syscall: 'connect',
    address: '127.0.0.1',
    port: 3009
  }`;

/** As Node 24 and later begin what an awaited fetch throws. */
const STACKLESS = "[TypeError: fetch failed] {\n  [cause]: ";

/** What Node printed, what is left of it, and the cause that it shows. */
const PRINTED: readonly (readonly [string, string, string])[] = [
  [
    fetchFailed(REFUSED),
    "TypeError: fetch failed [cause: ECONNREFUSED connect ECONNREFUSED 127.0.0.1:3009]",
    "network.refused",
  ],
  [
    `node:internal/process/promises:394\n      triggerUncaughtException(err, true /* fromPromise */);\n      ^\n\n${fetchFailed(REFUSED)}\nNode.js v20.20.2\n`,
    "TypeError: fetch failed [cause: ECONNREFUSED connect ECONNREFUSED 127.0.0.1:3009]",
    "network.refused",
  ],
  [
    fetchFailed(
      "AggregateError [ECONNREFUSED]: \n      at internalConnectMultiple (node:net:1139:18) {\n    code: 'ECONNREFUSED',\n    [errors]: [ [Error], [Error] ]\n  }",
    ),
    "TypeError: fetch failed [cause: ECONNREFUSED AggregateError [ECONNREFUSED]:]",
    "network.refused",
  ],
  [
    fetchFailed(
      "Error: getaddrinfo ENOTFOUND relay.an.invalid\n      at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26) {\n    errno: -3008,\n    code: 'ENOTFOUND'\n  }",
    ),
    "TypeError: fetch failed [cause: ENOTFOUND getaddrinfo ENOTFOUND relay.an.invalid]",
    "network.dns",
  ],
  [
    fetchFailed(
      "[Error: 801C68C75F7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:350:\n  ] {\n    library: 'SSL routines',\n    code: 'ERR_SSL_WRONG_VERSION_NUMBER'\n  }",
    ),
    "TypeError: fetch failed [cause: ERR_SSL_WRONG_VERSION_NUMBER 801C68C75F7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:350:]",
    "network.tls_protocol",
  ],
  [
    `TypeError: terminated\n${STACK} {\n  [cause]: SocketError: other side closed\n      at Socket.<anonymous> (node:internal/deps/undici/undici:6436:28) {\n    code: 'UND_ERR_SOCKET',\n    socket: {\n      localPort: 404\n    }\n  }\n}`,
    "TypeError: terminated [cause: UND_ERR_SOCKET other side closed]",
    "network.reset",
  ],
  [
    `DOMException [TimeoutError]: The operation was aborted due to timeout\n${STACK}\n`,
    "DOMException [TimeoutError]: The operation was aborted due to timeout",
    "network.timeout_response",
  ],
  [`Uncaught Error: Request failed: 500\n${STACK}`, "Error: Request failed: 500", "server.internal"],
  [
    `file:///home/user/node_modules/@21st-sdk/node/dist/index.js:40\n      throw new Error(msg);\n            ^\n\nError: Token is not authorized for agent "my-agent"\n${STACK}\n\nNode.js v20.20.2`,
    'Error: Token is not authorized for agent "my-agent"',
    "token.wrong_agent",
  ],
  [
    `${STACKLESS}${REFUSED}\n}\n`,
    "TypeError: fetch failed [cause: ECONNREFUSED connect ECONNREFUSED 127.0.0.1:3009]",
    "network.refused",
  ],
  [
    `node:internal/modules/run_main:111\n    triggerUncaughtException(\n    ^\n\n${STACKLESS}${REFUSED}\n}\n\nNode.js v26.10.0\n`,
    "TypeError: fetch failed [cause: ECONNREFUSED connect ECONNREFUSED 127.0.0.1:3009]",
    "network.refused",
  ],
  [
    `${STACKLESS}SocketError: other side closed\n      at Socket.onHttpSocketEnd (node:internal/deps/undici/undici:7844:26) {\n    code: 'UND_ERR_SOCKET'\n  }\n}`,
    "TypeError: fetch failed [cause: UND_ERR_SOCKET other side closed]",
    "network.reset",
  ],
  [
    "[DOMException [TimeoutError]: The operation was aborted due to timeout]\n",
    "DOMException [TimeoutError]: The operation was aborted due to timeout",
    "network.timeout_response",
  ],
];

for (const [text, told, cause] of PRINTED) {
  test(`of a printed error ${JSON.stringify(told.slice(0, 80))} is left, which shows ${cause}`, () => {
    assert.equal(condensePrintedError(text), told);
    assert.equal(diagnose(readMessage(text))[0]?.cause, cause);
  });
}

test("a message of several lines is kept whole, and text without a stack as it is", () => {
  assert.equal(
    condensePrintedError(`Error: Cloning into 'x'...\n\nfatal: no\n${STACK}`),
    "Error: Cloning into 'x'...\n\nfatal: no",
  );
  for (const text of ["", "Request failed: 401", "meet me at noon\n at 5"])
    assert.equal(condensePrintedError(text).split("\n")[0], text.split("\n")[0]);
});
