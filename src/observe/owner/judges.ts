import { JUDGING_ROLES, roleWords } from "../../model/enums.ts";
import type { Change, Judge } from "../../model/owner.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";
import { changesAfterDeployment } from "./changes.ts";
import { compare } from "./drift.ts";

/**
 * Reads who judges, or will: what the identity registry has scheduled in the end, beside the roles that the plans state,
 * what holds now, and whom a guardian keeps from judging.
 *
 * @param isComplete whether everybody whom the plans name has been admitted; before that nothing says who is to judge.
 */
export async function readJudges(standpoint: Standpoint, isComplete: boolean): Promise<Judge[]> {
  const { names, reads } = standpoint;
  const planned = new Map<string, number>(
    standpoint.cast.people.map(({ account, roles }) => [account.address, roles & JUDGING_ROLES]),
  );
  const registered = standpoint.history.of("IdentityRegistry", "IdentityRegistered");
  const accounts = registered.map(({ args }) => textArg(args, "account"));
  const [clock, answers] = await Promise.all([
    reads.read([view("SystemPause", "activeTime")]),
    reads.read(accounts.flatMap((account) => VIEWS.map((name) => view("IdentityRegistry", name, account)))),
  ]);
  const activeSeconds = clock[0]?.[0] as bigint;
  return accounts.flatMap((account, index): Judge[] => {
    const own = answers.slice(index * VIEWS.length, (index + 1) * VIEWS.length);
    const changes = changesOf(standpoint, account);
    const bits = planned.get(account) ?? 0;
    const standing = standingOf(own, activeSeconds);
    if (bits === 0 && standing.held === NOBODY && standing.scheduled === NOBODY && changes.length === 0)
      return [];
    const compared = compare(isComplete ? roleWords(bits) : null, standing.scheduled, changes);
    const { held, effectiveAt, suspendedUntil } = standing;
    return [{ account, name: names.of(account), held, effectiveAt, suspendedUntil, ...compared }];
  });
}

const NOBODY = roleWords(0);
const VIEWS = ["rolesOf", "scheduledRolesOf", "suspensionOf"];

interface Standing extends Pick<Judge, "held" | "effectiveAt" | "suspendedUntil"> {
  readonly scheduled: string;
}

function standingOf(answers: readonly (readonly unknown[])[], activeSeconds: bigint): Standing {
  const [held, scheduled, suspension] = answers;
  const { until } = suspension?.[0] as { readonly until: bigint };
  const effectiveAt = scheduled?.[1] as bigint;
  return {
    held: judging(held?.[0] as bigint),
    scheduled: judging(scheduled?.[0] as bigint),
    effectiveAt: effectiveAt === 0n ? null : String(effectiveAt),
    suspendedUntil: until > activeSeconds ? String(until) : null,
  };
}

/** What the registrar has scheduled since the account was admitted. */
function changesOf({ history }: Standpoint, account: string): Change[] {
  const admitted = new Set(
    history.of("IdentityRegistry", "IdentityRegistered").map(({ transaction }) => transaction),
  );
  return changesAfterDeployment(history, "IdentityRegistry", "JudgingRolesScheduled", (event) => {
    if (textArg(event.args, "account") !== account || admitted.has(event.transaction)) return null;
    const words = (name: string) => roleWords(uintArg(event.args, name));
    return { before: words("rolesBefore"), after: words("rolesAfter") };
  });
}

function judging(roles: bigint): string {
  return roleWords(roles & BigInt(JUDGING_ROLES));
}
