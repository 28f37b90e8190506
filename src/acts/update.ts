import type { Project } from "../model/loaded-project.ts";
import type { Proposal } from "../model/proposal.ts";
import type { Views } from "../observe/views.ts";
import { performOwnerCall } from "../protocol/owner-call.ts";
import { castOfProject } from "../records/casting.ts";
import { type UpdateName, updateReceipt } from "../reports/updates.ts";
import type { Sending } from "./act.ts";

/** Finds out what an update would do. */
export type Propose = (views: Views, project: Project) => Promise<readonly Proposal[]>;

/** Sends an update, and reads back what it changed. */
export function executeUpdate(name: UpdateName, propose: Propose): Sending {
  return async (driver, { project }) => {
    const cast = castOfProject(project, driver.chain.accounts);
    const proposals = await propose(driver, project);
    for (const { call } of proposals) await performOwnerCall(driver, cast, call);
    const remaining = await propose(driver, project);
    return {
      artefacts: new Map([updateReceipt(name, proposals, driver.records)]),
      summary: `${proposals.length} changes made, ${remaining.length} left to make`,
    };
  };
}
