import type { Account, Cast } from "../../src/model/cast.ts";
import type { Plan } from "../../src/model/plan.ts";
import { deployNational } from "../../src/protocol/national/national-layer.ts";
import { listArg, textArg } from "../../src/records/events.ts";
import { type Effect, FakeChain, type Sent } from "./fake-chain.ts";

/** A chain that keeps what the AccessManager and SystemPause know; each change needs its sender to be ADMIN. */
export class FakeManager extends FakeChain {
  /** Role and account to delay. */
  readonly holders = new Map<string, string>();
  /** Contract's address and selector to role. */
  readonly roleOf = new Map<string, string>();
  /** By their addresses, in the order of their registration. */
  readonly modules: string[] = [];
  /** Addresses of the contracts that nobody but ADMIN gets through to. */
  readonly closed = new Set<string>();

  constructor(admin: Account) {
    super();
    this.holders.set(`0 ${admin.address}`, "0");
    this.#administered("AccessManager.grantRole", (sent) => this.#grant(sent));
    this.#administered("AccessManager.labelRole", () => []);
    this.#administered("AccessManager.setTargetFunctionRole", (sent) => this.#guard(sent));
    this.#administered("AccessManager.renounceRole", (sent) => this.#renounce(sent));
    this.#administered("SystemPause.registerModule", ({ args }) => {
      this.modules.push(textArg(args, "module"));
      return [{ name: "ModuleRegistered", args: [args.module] }];
    });
    this.#answer();
  }

  #administered(call: string, change: (sent: Sent) => Effect): void {
    this.effects.set(call, (sent) => (this.holders.has(`0 ${sent.from.address}`) ? change(sent) : "reverts"));
  }

  #grant({ args, at }: Sent): Effect {
    const { roleId, account, executionDelay } = args;
    this.holders.set(`${roleId} ${account}`, textArg(args, "executionDelay"));
    return [{ name: "RoleGranted", args: [roleId, account, executionDelay, at, true] }];
  }

  #guard({ args }: Sent): Effect {
    const { target, roleId } = args;
    return listArg(args, "selectors").map((selector) => {
      this.roleOf.set(`${target} ${selector}`, textArg(args, "roleId"));
      return { name: "TargetFunctionRoleUpdated", args: [target, selector, roleId] };
    });
  }

  #renounce({ args }: Sent): Effect {
    const { roleId, callerConfirmation } = args;
    this.holders.delete(`${roleId} ${callerConfirmation}`);
    return [{ name: "RoleRevoked", args: [roleId, callerConfirmation] }];
  }

  #answer(): void {
    this.views.set("AccessManager.hasRole", ({ roleId, account }) => {
      const delay = this.holders.get(`${roleId} ${account}`);
      return [delay !== undefined, delay ?? 0];
    });
    this.views.set("AccessManager.getTargetFunctionRole", ({ target, selector }) => [
      this.roleOf.get(`${target} ${selector}`) ?? 0,
    ]);
    this.views.set("AccessManager.isTargetClosed", ({ target }) => [this.closed.has(String(target))]);
    this.views.set("SystemPause.modules", () => [this.modules]);
  }
}

/** A nation as the deployment leaves it. */
export interface DeployedNation {
  readonly chain: FakeManager;
  /** Transaction hash → the receipt that shows it: those of the deployment, to which tests add. */
  readonly receipts: Map<string, string>;
}

export async function deployedNation(cast: Cast, plan: Plan): Promise<DeployedNation> {
  const chain = new FakeManager(cast.deployer);
  const driver = chain.driver();
  await deployNational(driver, cast, plan, 1_000n);
  const receipts = new Map(driver.records.map(({ hash }) => [hash, "nation/receipts/deploy.json"]));
  return { chain, receipts };
}
