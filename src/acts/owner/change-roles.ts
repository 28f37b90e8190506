import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import type { Cast } from "../../model/cast.ts";
import type { Chosen } from "../../model/manifest.ts";
import type { Proposal } from "../../model/proposal.ts";
import { readHistory } from "../../observe/history.ts";
import { roleName } from "../../observe/owner/access.ts";
import { Names } from "../../observe/owner/names.ts";
import { type Views, view } from "../../observe/views.ts";
import { castOfProject } from "../../records/casting.ts";
import { textArg } from "../../records/events.ts";
import { roleIds } from "../../records/role-ids.ts";
import { duration } from "../../support/figures.ts";
import { integerIn, textIn } from "../chosen.ts";
import type { Propose } from "../update.ts";

const MANAGER = "AccessManager";
const ADMIN = 0n;

/** What is to become of who may do what. */
export type RoleChange =
  | { readonly kind: "grant"; readonly role: string; readonly holder: string; readonly delaySeconds: bigint }
  | { readonly kind: "revoke"; readonly role: string; readonly holder: string }
  | { readonly kind: "cancel"; readonly operation: string };

/** @throws TypeError if none was chosen. */
export function roleChangeIn(chosen: Chosen): RoleChange {
  const [grant, revoke, operation] = ["grant", "revoke", "cancel"].map((name) => textIn(chosen, name));
  const holder = textIn(chosen, "holder") ?? "";
  if (grant) return { kind: "grant", role: grant, holder, delaySeconds: integerIn(chosen, "delay") ?? 0n };
  if (revoke) return { kind: "revoke", role: revoke, holder };
  if (operation) return { kind: "cancel", operation };
  throw new TypeError("no change of roles was chosen");
}

/** Grants a role, takes one away, or cancels what is scheduled. */
export function proposeRoles(change: RoleChange): Propose {
  return async (views, project) => {
    const cast = castOfProject(project, views.chain.accounts);
    return change.kind === "cancel"
      ? proposeCancelling(views, cast, change.operation)
      : proposeHolding(views, cast, change);
  };
}

async function proposeHolding(
  views: Views,
  cast: Cast,
  change: Exclude<RoleChange, { readonly kind: "cancel" }>,
): Promise<Proposal[]> {
  const names = new Names(views.book, cast);
  const account = names.addressOf(change.holder);
  const role = roleIds(cast).get(change.role);
  const refuse = (problem: string) =>
    new OmniError(OWNER.CHANGE_REFUSED, { change: `${change.kind} ${change.role}`, problem });
  if (account === null) throw refuse(`nobody is called "${change.holder}", and it is no address`);
  if (role === undefined) throw refuse("there is no role of that name");
  if (change.kind === "revoke" && role === ADMIN && account === cast.owner.address)
    throw refuse("without ADMIN the owner could never be given anything again");
  const [admin, held] = await views.read([
    view(MANAGER, "getRoleAdmin", role),
    view(MANAGER, "hasRole", role, account),
  ]);
  if (admin?.[0] !== ADMIN)
    throw refuse(`it is granted and revoked by ${roleName(cast, admin?.[0] as bigint)}`);
  const now = held as unknown as [boolean, bigint];
  const [before, after] = [holdingText(now), holdingText(wanted(change))];
  if (before === after) return [];
  const [name, args] =
    change.kind === "grant"
      ? ["grantRole", [role, account, change.delaySeconds]]
      : ["revokeRole", [role, account]];
  const effects = [{ name: `${change.role} of ${names.of(account)}`, before, after }];
  return [{ call: { contract: MANAGER, function: name, args }, effects }];
}

function wanted(change: Exclude<RoleChange, { readonly kind: "cancel" }>): [boolean, bigint] {
  return change.kind === "grant" ? [true, change.delaySeconds] : [false, 0n];
}

function holdingText([held, delaySeconds]: readonly [boolean, bigint]): string {
  if (!held) return "not held";
  return delaySeconds === 0n ? "held" : `held, after ${duration(delaySeconds)}`;
}

/** What the AccessManager keeps can be cancelled by ADMIN; it looks itself at who cancels. */
async function proposeCancelling(views: Views, cast: Cast, operation: string): Promise<Proposal[]> {
  const refuse = (problem: string) =>
    new OmniError(OWNER.CHANGE_REFUSED, { change: `cancel ${operation}`, problem });
  if (!/^0x[0-9a-fA-F]{64}$/.test(operation)) throw refuse("it is no id of an operation, 0x and 64 digits");
  const history = await readHistory(views, new Map(), [MANAGER]);
  const scheduled = history
    .of(MANAGER, "OperationScheduled")
    .findLast(({ args }) => textArg(args, "operationId") === operation.toLowerCase());
  if (scheduled === undefined) throw refuse("the AccessManager has never scheduled it");
  const [answer] = await views.read([view(MANAGER, "getSchedule", operation)]);
  if (answer?.[0] === 0n) return [];
  const { args } = scheduled;
  const [caller, target, data] = ["caller", "target", "data"].map((name) => textArg(args, name));
  const contract = views.book.at(target ?? "");
  const called = contract?.type.abi.parseTransaction({ data: data ?? "" })?.name ?? data;
  const names = new Names(views.book, cast);
  const what = `${contract?.name ?? target}.${called}, scheduled by ${names.of(caller ?? "")}`;
  return [
    {
      call: { contract: MANAGER, function: "cancel", args: [caller, target, data], open: true },
      effects: [{ name: what, before: "scheduled", after: "cancelled" }],
    },
  ];
}
