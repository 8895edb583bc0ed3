import { TEAM_ID } from "../state.js";

const THREAD_COLUMNS =
  '"id", "sandbox_id", "deployment_id", "vault_id", "vault_ids", "name", "mode", "messages", "stream_id", "claude_session_id", "status", "input_tokens", "output_tokens", "total_tokens", "total_cost_usd", "duration_ms", "error", "created_at", "updated_at", "completed_at"';
const VAULT_COLUMNS =
  '"id", "team_id", "name", "description", "metadata", "is_default", "status", "created_at", "updated_at", "archived_at"';
const SANDBOX_COLUMNS =
  '"an_sandboxes"."id", "an_sandboxes"."client_sandbox_id", "an_sandboxes"."sandbox_id", "an_sandboxes"."provider", "an_sandboxes"."status", "an_sandboxes"."error", "an_agent_configs"."id", "an_agent_configs"."slug", "an_agent_configs"."name", "an_sandboxes"."created_at", "an_sandboxes"."updated_at"';

/** What the published server says where its database refuses an id: the statement, then the parameters (recorded). */
export const FAILED_QUERY = {
  sandbox: (id: string) =>
    `Failed query: select ${SANDBOX_COLUMNS} from "an_sandboxes" inner join "an_agent_configs" on "an_sandboxes"."agent_id" = "an_agent_configs"."id" where ("an_sandboxes"."client_sandbox_id" = $1 and ("an_agent_configs"."team_id" = $2 or "an_sandboxes"."invocation_team_id" = $3)) limit $4\nparams: ${id},${TEAM_ID},${TEAM_ID},1`,
  thread: (id: string, sandboxId: string) =>
    `Failed query: select ${THREAD_COLUMNS} from "an_threads" where ("an_threads"."id" = $1 and "an_threads"."sandbox_id" = $2) limit $3\nparams: ${id},${sandboxId},1`,
  threadId: (id: string, sandboxId: string) =>
    `Failed query: select "id" from "an_threads" where ("an_threads"."id" = $1 and "an_threads"."sandbox_id" = $2) limit $3\nparams: ${id},${sandboxId},1`,
  vault: (id: string) =>
    `Failed query: select ${VAULT_COLUMNS} from "an_mcp_vaults" where ("an_mcp_vaults"."id" = $1 and "an_mcp_vaults"."team_id" = $2) limit $3\nparams: ${id},${TEAM_ID},1`,
} as const;

/** True for what the database takes as a uuid. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text);
}
