import type { Cast } from "../../src/model/cast.ts";
import { NATIONAL_MODULES } from "../../src/model/modules.ts";
import type { Plan } from "../../src/model/plan.ts";
import { guardedCalls } from "../../src/records/drills/guarded-calls.ts";
import { GUARDIAN_COOLDOWN_SECONDS } from "../../src/records/settings.ts";
import { answer } from "./answer.ts";
import type { Effect, Sent } from "./fake-chain.ts";
import { TracingChain } from "./tracing-chain.ts";

const BY_OWNER = null;

interface Pause {
  readonly since: bigint;
  /** When it ends by itself; `BY_OWNER` if never. */
  readonly expiresAt: bigint | typeof BY_OWNER;
}

/** A nation whose switch is the owner's and the guardian's as the real one is, and stops one call of every module. */
export class FakePause extends TracingChain {
  /** From when on the guardian may pause again. */
  guardianReadyAt = 0n;
  #pause: Pause | null = null;
  #pausedSeconds = 0n;

  constructor(cast: Cast, plan: Plan) {
    super("SystemPause", "AccessManager", "AGIALPHA", ...NATIONAL_MODULES, "RewardEngineMB");
    const { guardianPauseSeconds } = plan.protocol.windows;
    this.effects.set("SystemPause.pause", ({ at }) => this.#stop(at, BY_OWNER));
    this.effects.set("SystemPause.guardianPause", ({ at }) =>
      at < this.guardianReadyAt ? "reverts" : this.#stop(at, at + BigInt(guardianPauseSeconds)),
    );
    this.effects.set("SystemPause.resume", ({ at }) => this.#resume(at));
    this.effects.set("SystemPause.guardianResume", ({ at }) =>
      this.#pause?.expiresAt === BY_OWNER ? "reverts" : this.#resume(at),
    );
    for (const { contract, function: name } of guardedCalls(this.book.entries(), cast, plan))
      this.guard(`${contract}.${name}`);
    this.#answer();
  }

  isPausedAt(at: bigint): boolean {
    if (this.#pause === null) return false;
    const { expiresAt } = this.#pause;
    return expiresAt === BY_OWNER || at < expiresAt;
  }

  /** Lets a call have its effect as long as the system runs. */
  guard(call: string, effect: (sent: Sent) => Effect = () => []): void {
    this.effects.set(call, (sent) => (this.isPausedAt(sent.at) ? "reverts" : effect(sent)));
  }

  #stop(at: bigint, expiresAt: Pause["expiresAt"]): Effect {
    if (!this.isPausedAt(at)) this.#pause = { since: at, expiresAt };
    return [];
  }

  #resume(at: bigint): Effect {
    if (this.#pause !== null) this.#pausedSeconds += at - this.#pause.since;
    this.#pause = null;
    this.guardianReadyAt = at + BigInt(GUARDIAN_COOLDOWN_SECONDS);
    return [];
  }

  #answer(): void {
    this.views.set("SystemPause.paused", () => [this.isPausedAt(this.clock.now)]);
    this.views.set("SystemPause.guardianReadyAt", () => [this.guardianReadyAt]);
    this.views.set("SystemPause.activeTime", () => {
      const { now } = this.clock;
      return [(this.isPausedAt(now) ? (this.#pause?.since ?? now) : now) - this.#pausedSeconds];
    });
    const modules = NATIONAL_MODULES.map((name) => this.book.get(name).address);
    answer(this, {
      "SystemPause.modules": [modules],
      "Thermostat.temperatureWad": [1n],
      "Thermostat.baseTemperatureWad": [1n],
      "Thermostat.raiseWad": [0n],
      "Thermostat.pidState": [[0n, 0n, 0n, 0n]],
      "Thermostat.lastSequence": [0n],
      "IncentivePolicy.roleShares": [[6_500, 1_500, 1_500, 500]],
      "StakeManager.totals": [[0n, 0n, 0n, 0n]],
    });
    this.refusals.set("StakeManager.fundEscrow", this.errorOf("StakeManager", "SystemPaused"));
  }
}
