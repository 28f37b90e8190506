import type { Change } from "../../model/owner.ts";
import type { ChainEvent, History } from "../history.ts";

const DEPLOY_RECEIPT = /(^|\/)receipts\/deploy\.json$/;

/**
 * What an event has changed since its contract was deployed and wired, in order. Events of the deployment itself are what the plan is
 * compared with, so they excuse nothing.
 *
 * @param read the values that the event carries, or `null` if it is about something else.
 */
export function changesAfterDeployment(
  history: History,
  contract: string,
  name: string,
  read: (event: ChainEvent) => { readonly before: string | null; readonly after: string } | null,
): Change[] {
  return history.of(contract, name).flatMap((event): Change[] => {
    const values = read(event);
    const receipt = history.receiptOf(event);
    if (values === null || (receipt !== null && DEPLOY_RECEIPT.test(receipt))) return [];
    return [{ block: event.block, transaction: event.transaction, receipt, event: name, ...values }];
  });
}
