import type { Standpoint } from "../../observe/owner/access.ts";
import { takeStandpoint } from "../../observe/owner/standpoint.ts";
import type { Views } from "../../observe/views.ts";
import type { Scene } from "../act.ts";
import { indexReceipts } from "./receipt-index.ts";

/** Where the owner stands: the chain, with everything that receipts vouch for. */
export async function ownStandpoint(views: Views, { project, left }: Scene): Promise<Standpoint> {
  return takeStandpoint(views, project, await indexReceipts(left));
}
