/** What an SSE transcript of a chat says about its end. */
export interface StreamFacts {
  /** How many events were read. */
  readonly events: number;
  /** `errorText` of each `error` event, in order. */
  readonly errors: readonly string[];
  /** True where any `text-delta` held text. */
  readonly hasText: boolean;
  readonly finished: boolean;
  /** True where `data: [DONE]` was seen. */
  readonly done: boolean;
  /** `resultSubtype` of the last `message-metadata`, such as `success` or `error_max_turns`. */
  readonly resultSubtype: string | null;
  /** True where the bytes end within an event. */
  readonly cutInEvent: boolean;
  /** True for an `abort` event or an error text that says it was cancelled. */
  readonly cancelled: boolean;
}
