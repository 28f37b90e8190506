import type { Account, Cast } from "../../src/model/cast.ts";
import type { Plan } from "../../src/model/plan.ts";
import { deployNational } from "../../src/protocol/national/national-layer.ts";
import { listArg, textArg } from "../../src/records/events.ts";
import { ROLE_IDS } from "../../src/records/roles.ts";
import { judgingDelayOf } from "../../src/records/settings.ts";
import { type Effect, FakeChain, type Sent } from "./fake-chain.ts";

/** What AccessManager and SystemPause of a fake chain know; each of their calls needs its sender to be ADMIN. */
export class FakeManager {
  /** Role and account to delay. */
  readonly holders = new Map<string, string>();
  /** Contract and selector to role. */
  readonly roleOf = new Map<string, string>();
  readonly labels = new Map<string, string>();
  readonly modules: string[] = [];
  /** Addresses of the contracts that nobody but ADMIN gets through to. */
  readonly closed = new Set<string>();

  constructor(chain: FakeChain, admin: Account) {
    this.holders.set(`${ROLE_IDS.ADMIN} ${admin.address}`, "0");
    const administered = (call: string, change: (sent: Sent) => Effect) =>
      chain.effects.set(call, (sent) =>
        this.holders.has(`${ROLE_IDS.ADMIN} ${sent.from.address}`) ? change(sent) : "reverts",
      );
    administered("AccessManager.grantRole", (sent) => this.#grant(sent));
    administered("AccessManager.revokeRole", ({ args }) => this.#take(args.roleId, args.account));
    administered("AccessManager.renounceRole", ({ args }) =>
      this.#take(args.roleId, args.callerConfirmation),
    );
    administered("AccessManager.labelRole", ({ args }) => {
      this.labels.set(textArg(args, "roleId"), textArg(args, "label"));
      return [];
    });
    administered("AccessManager.setTargetFunctionRole", (sent) => this.#guard(sent));
    administered("SystemPause.registerModule", ({ args }) => {
      this.modules.push(textArg(args, "module"));
      return [{ name: "ModuleRegistered", args: [args.module] }];
    });
    this.#answer(chain);
  }

  #grant({ args, at }: Sent): Effect {
    const { roleId, account, executionDelay } = args;
    this.holders.set(`${roleId} ${account}`, textArg(args, "executionDelay"));
    return [{ name: "RoleGranted", args: [roleId, account, executionDelay, at, true] }];
  }

  #take(roleId: unknown, account: unknown): Effect {
    this.holders.delete(`${roleId} ${account}`);
    return [{ name: "RoleRevoked", args: [roleId, account] }];
  }

  #guard({ args }: Sent): Effect {
    const { target, roleId } = args;
    return listArg(args, "selectors").map((selector) => {
      this.roleOf.set(`${target} ${selector}`, textArg(args, "roleId"));
      return { name: "TargetFunctionRoleUpdated", args: [target, selector, roleId] };
    });
  }

  #answer({ views }: FakeChain): void {
    views.set("AccessManager.hasRole", ({ roleId, account }) => {
      const delay = this.holders.get(`${roleId} ${account}`);
      return [delay !== undefined, delay ?? 0];
    });
    views.set("AccessManager.getTargetFunctionRole", ({ target, selector }) => [
      this.roleOf.get(`${target} ${selector}`) ?? 0,
    ]);
    views.set("AccessManager.isTargetClosed", ({ target }) => [this.closed.has(String(target))]);
    views.set("SystemPause.modules", () => [this.modules]);
  }
}

/** A nation as the deployment leaves it. */
export interface DeployedNation {
  readonly chain: FakeChain;
  readonly manager: FakeManager;
  /** Transaction hash → the receipt that shows it: those of the deployment, to which tests add. */
  readonly receipts: Map<string, string>;
}

export async function deployedNation(cast: Cast, plan: Plan): Promise<DeployedNation> {
  const chain = new FakeChain();
  const manager = new FakeManager(chain, cast.deployer);
  const driver = chain.driver();
  const judgingDelaySeconds = judgingDelayOf({ national: plan, planetary: null });
  await deployNational(driver, cast, plan, { supplyWei: 1_000n, judgingDelaySeconds });
  const receipts = new Map(driver.records.map(({ hash }) => [hash, "nation/receipts/deploy.json"]));
  return { chain, manager, receipts };
}
