import { textDigest } from "../job-request.ts";

/** Under which keys of the ReceiptAnchor the planetary layer anchors: the nation's receipts, and the comparison of both layers' votes. */
export const NATIONAL_KEY = textDigest("national");
export const CONSENSUS_KEY = textDigest("consensus");
