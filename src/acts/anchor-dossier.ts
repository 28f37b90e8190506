import type { Sha256 } from "../model/artefact.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { Project } from "../model/loaded-project.ts";
import { view } from "../observe/views.ts";
import type { Driver } from "../protocol/driver.ts";
import { castOfProject } from "../records/casting.ts";
import { describeRevert } from "../records/decode.ts";
import { anchoringOf } from "../records/dossier-root.ts";

/** Whether a root is anchored. */
export type Anchoring =
  | { readonly kind: "anchored" }
  | {
      readonly kind: "refused";
      /** In the words of the contract. */
      readonly reason: string;
    };

const NO_ROOT = `0x${"0".repeat(64)}`;

/** Has the owner anchor the root of a dossier that is closed, unless it is there already, or the chain as it stands takes none. */
export async function anchorDossier(driver: Driver, project: Project, root: Sha256): Promise<Anchoring> {
  const anchoring = anchoringOf(root);
  const [known] = await driver.read([view("ReceiptAnchor", "anchorOf", anchoring.key)]);
  if (known?.[0].root !== NO_ROOT) return { kind: "anchored" };
  const { owner } = castOfProject(project, driver.chain.accounts);
  const args = [anchoring.key, anchoring.root];
  const { address, type } = driver.book.get("ReceiptAnchor");
  const data = type.abi.encodeFunctionData("anchor", args) as Hex;
  const [tried] = await driver.chain.calls([{ to: address as Address, data, from: owner.address }]);
  if (tried?.kind === "reverted") return { kind: "refused", reason: describeRevert(driver.book, tried.data) };
  await driver.mine({ steps: [{ from: owner, contract: "ReceiptAnchor", function: "anchor", args }] });
  return { kind: "anchored" };
}
