import type { GlobalRun } from "../../model/layer-run.ts";
import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import type { AddressBook } from "../address-book.ts";
import { TREASURY } from "../planetary-settings.ts";

/**
 * How the layer came to stand: newcomers are admitted between the anchoring and the making of the Safe, which comes first,
 * and it stands once its last executor has an identity.
 */
export function foldOpening(
  book: AddressBook,
  records: readonly TransactionRecord[],
): Pick<GlobalRun, "contracts" | "deployment" | "admission"> {
  const first = records.findIndex(({ function: name }) => name === "createProxyWithNonce");
  const last = records.findLastIndex(
    ({ contract, function: name }) => contract === "IdentityRegistry" && name === "register",
  );
  const anchored = records.findIndex(({ function: name }) => name === "anchor");
  const deployment = records.slice(first, last + 1);
  return {
    contracts: createdBy(deployment, book),
    deployment,
    admission: records.slice(anchored + 1, first),
  };
}

/** In the order of their deployment; the Safe is made by a factory. */
function createdBy(deployment: readonly TransactionRecord[], book: AddressBook): AddressEntry[] {
  const created = new Set(deployment.filter(({ to }) => to === null).map(({ contract }) => contract));
  return book.entries().filter(({ name }) => created.has(name) || name === TREASURY);
}
