/** The job that the owner's pause test posts and takes back, so that somebody has a claim while the system stands still. */
export const OWNER_PAUSE_JOB = {
  planJobId: "drill:owner-pause",
  title: "Posted to be taken back: its refund is claimed during the owner's pause",
  jurisdiction: "nation:owner",
} as const;
