import { brokenGzip } from "./broken_gzip.js";
import { endlessBody } from "./endless_body.js";
import type { Fault } from "./fault.js";
import { htmlPage } from "./html_page.js";
import { malformedStatus } from "./malformed_status.js";
import { oversizedHead } from "./oversized_head.js";
import { redirectElsewhere } from "./redirect_elsewhere.js";
import { resetBeforeHead } from "./reset_before_head.js";
import { resetInBody } from "./reset_in_body.js";
import { resetInHead } from "./reset_in_head.js";
import { slowDrip } from "./slow_drip.js";
import { stallBeforeHead } from "./stall_before_head.js";
import { stallInBody } from "./stall_in_body.js";
import { stallInHead } from "./stall_in_head.js";
import { streamCutInEvent } from "./stream_cut_in_event.js";
import { streamErrorAfterText } from "./stream_error_after_text.js";
import { streamErrorBeforeText } from "./stream_error_before_text.js";
import { streamFinishDespiteError } from "./stream_finish_despite_error.js";
import { streamNoDone } from "./stream_no_done.js";
import { streamNoText } from "./stream_no_text.js";
import { truncate } from "./truncate.js";
import { wrongContentLength } from "./wrong_content_length.js";
import { wrongContentType } from "./wrong_content_type.js";

/** Every fault that can be asked for, in the order in which help lists them. */
export const ALL_FAULTS: readonly Fault[] = [
  resetBeforeHead,
  resetInHead,
  resetInBody,
  stallBeforeHead,
  stallInHead,
  stallInBody,
  truncate,
  slowDrip,
  malformedStatus,
  oversizedHead,
  wrongContentType,
  htmlPage,
  wrongContentLength,
  brokenGzip,
  endlessBody,
  redirectElsewhere,
  streamErrorAfterText,
  streamErrorBeforeText,
  streamFinishDespiteError,
  streamNoDone,
  streamCutInEvent,
  streamNoText,
];

/** The fault of that name, or undefined. */
export function findFault(name: string): Fault | undefined {
  return ALL_FAULTS.find((fault) => fault.name === name);
}
