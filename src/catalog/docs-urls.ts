/** The public page that documents the error contract. */
export const ERRORS_PAGE_URL = "https://21st.dev/agents/docs/api-reference/errors";

/** The address of the API where nothing else is configured. */
export const API_ORIGIN = "https://relay.an.dev";

/** Where keys are made. */
export const DASHBOARD_URL = "https://21st.dev/agents";
