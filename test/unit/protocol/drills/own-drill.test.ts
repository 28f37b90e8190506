import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { DrillDefinition } from "../../../../src/model/drill-definition.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { passThrough } from "../../../../src/observe/own-drill.ts";
import { readDefinition } from "../../../../src/plan/definition/definition.ts";
import { playOwnDrill } from "../../../../src/protocol/drills/own-drill.ts";
import type { OwnScene } from "../../../../src/records/drills/own/own-scene.ts";
import { tellOwnDrill } from "../../../../src/reports/drills/own/tell-own-drill.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakePause } from "../../../support/fake-pause.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const DAY_SECONDS = 86_400n;
const RESUME = { as: "guardian", do: "guardian-resume" };
const PAUSED = (equals: boolean) => ({ check: "state", contract: "SystemPause", view: "paused", equals });

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

function sceneOf(document: object): OwnScene {
  const mission = { regions: new Set<string>(), handles: new Set<string>(), jobs: new Set<string>() };
  const told: unknown[] = [];
  const report = (_: unknown, args: unknown) => told.push(args);
  const read = readDefinition(document as never, "own", mission, report as never, []);
  assert.deepEqual(told, []);
  const definition = read?.definition as DrillDefinition;
  return { id: "own", definition, cast: CAST, national: CAST, plan, terms: plan };
}

/** Plays a drill on a nation whose switch works. */
async function play(document: object, prepare: (chain: FakePause) => void = () => undefined) {
  const chain = new FakePause(CAST, plan);
  chain.views.set("SystemPause.paused", () => [chain.isPausedAt(chain.clock.now)]);
  prepare(chain);
  const driver = chain.driver();
  const scene = sceneOf(document);
  const first = driver.block();
  const own = await playOwnDrill(driver, scene);
  assert.ok(own.kind === "own");
  const told = tellOwnDrill(
    { scene, contracts: chain.book.entries(), transactions: driver.records, first },
    own.moments,
  );
  return { chain, driver, scene, first, moments: own.moments, told };
}

describe("a drill of a plan's own", () => {
  it("is played step by step, and told as expected where everything holds", async () => {
    const { chain, told } = await play({
      title: "a short stop",
      steady: [PAUSED(false)],
      intervention: [{ as: "guardian", do: "guardian-pause" }, PAUSED(true)],
      expect: [{ check: "event", contract: "SystemPause", event: "Paused", times: 0 }],
      wayBack: [RESUME],
    });
    assert.deepEqual(chain.told(), [
      "guardian: SystemPause.guardianPause",
      "guardian: SystemPause.guardianResume",
    ]);
    assert.equal(told.happened, told.expected);
    assert.equal(told.intervention, "a short stop: guardian guardian-pause");
    assert.equal(told.wayBack, "guardian guardian-resume");
    assert.equal(told.idle, null);
  });

  it("says what happened instead where an expectation is wrong, and takes the way back all the same", async () => {
    const { chain, told } = await play(
      {
        intervention: [
          { as: "guardian", do: "guardian-pause", refused: "AccessManagedUnauthorized" },
          { as: "guardian", do: "guardian-pause" },
          { as: "owner", do: "set-unbonding", with: { seconds: 9 }, timing: "now" },
        ],
        expect: [
          PAUSED(false),
          { check: "event", contract: "SystemPause", event: "Resumed" },
          {
            check: "event",
            contract: "StakeManager",
            event: "UnbondingSecondsChanged",
            with: { afterSeconds: 8 },
          },
        ],
        wayBack: [RESUME],
      },
      (chain) =>
        chain.effects.set("StakeManager.setUnbondingSeconds", () => [
          { name: "UnbondingSecondsChanged", args: [7, 9] },
        ]),
    );
    const [wanted, seen] = [told.expected.split("; "), told.happened.split("; ")];
    assert.deepEqual(
      wanted.map((part, index) => [part, seen[index]]).filter(([one, other]) => one !== other),
      [
        ["guardian guardian-pause: refused with AccessManagedUnauthorized", "guardian guardian-pause: done"],
        ["SystemPause.paused false", "SystemPause.paused true"],
        ["SystemPause.Resumed", "no SystemPause.Resumed"],
        [
          "StakeManager.UnbondingSecondsChanged with afterSeconds 8 seconds",
          "no StakeManager.UnbondingSecondsChanged with afterSeconds 8 seconds, but with afterSeconds 9 seconds",
        ],
      ],
    );
    assert.equal(chain.told().at(-1), "guardian: SystemPause.guardianResume");
  });

  it("tells of a step that was refused, and by what", async () => {
    const { told } = await play({ intervention: [RESUME], wayBack: [] }, (chain) =>
      chain.effects.set("SystemPause.guardianResume", () => "reverts"),
    );
    assert.equal(told.expected, "guardian guardian-resume: done");
    assert.equal(told.happened, "guardian guardian-resume: refused with reverted without data");
  });

  it("does nothing where something is not there that it requires", async () => {
    const { chain, told, moments } = await play({
      requires: [PAUSED(true)],
      intervention: [{ as: "guardian", do: "guardian-pause" }],
    });
    assert.deepEqual(chain.told(), []);
    assert.equal(moments.length, 1);
    assert.equal(told.idle, "it requires SystemPause.paused true, and there is SystemPause.paused false");
    assert.equal(told.expected, told.happened);
  });

  it("does nothing where the mission has not everybody whom it names", async () => {
    const { chain, told } = await play({ intervention: [{ as: "council:3", do: "claim" }] });
    assert.deepEqual(chain.told(), []);
    assert.equal(told.idle, 'the mission has no "council:3"');
  });

  it("schedules what has a delay, waits and calls, or leaves it scheduled for somebody to cancel", async () => {
    const move = { as: "owner", do: "set-unbonding", with: { seconds: 700_000 } };
    const { chain } = await play({
      intervention: [
        move,
        { ...move, id: "again", timing: "schedule" },
        { as: "guardian", do: "cancel", with: { step: "again" } },
      ],
    });
    const [schedule, call, again, cancel] = chain.sent;
    assert.deepEqual(chain.told(), [
      "owner: AccessManager.schedule",
      "owner: StakeManager.setUnbondingSeconds",
      "owner: AccessManager.schedule",
      "guardian: AccessManager.cancel",
    ]);
    assert.equal((call?.at ?? 0n) - (schedule?.at ?? 0n), DAY_SECONDS);
    assert.equal(cancel?.args.data, again?.args.data);
    assert.equal(cancel?.args.caller, CAST.owner.address);
  });

  it("sets what the owner may set, also back to what was remembered whole", async () => {
    const gains = { kpWad: 1n, kiWad: 2n, kdWad: 3n, integralLimit: 4n, derivativeLimit: 5n };
    const { chain, told } = await play(
      {
        steady: [
          { check: "remember", name: "gains", contract: "Thermostat", view: "gains" },
          { check: "state", contract: "Thermostat", view: "gains", unchanged: true },
        ],
        intervention: [
          {
            as: "owner",
            do: "set",
            with: { setter: "Thermostat.setGains", to: [[{ decimal: "0.5" }, 0, 0, 7, 8]] },
          },
        ],
        expect: [{ check: "state", contract: "Thermostat", view: "gains", equals: { value: "gains" } }],
        wayBack: [
          { as: "owner", do: "set", with: { setter: "Thermostat.setGains", to: [{ value: "gains" }] } },
        ],
      },
      (chain) => chain.views.set("Thermostat.gains", () => [Object.values(gains)]),
    );
    assert.deepEqual(chain.told(), [
      "owner: AccessManager.schedule",
      "owner: Thermostat.setGains",
      "owner: AccessManager.schedule",
      "owner: Thermostat.setGains",
    ]);
    assert.deepEqual(
      [chain.sent[1], chain.sent[3]].map((sent) => Object.values(sent?.args.newGains ?? {})),
      [
        ["500000000000000000", "0", "0", "7", "8"],
        ["1", "2", "3", "4", "5"],
      ],
    );
    assert.match(told.intervention, /^own: owner sets Thermostat\.setGains to \[0\.5 0 0 7 8\]$/);
    assert.equal(told.happened, told.expected);
    assert.match(told.happened, /after the way back Thermostat\.gains as before$/);
  });

  it("remembers what a view answers, for steps and checks after it", async () => {
    const until = { value: "ready", plus: 5 };
    const { chain, told } = await play(
      {
        steady: [{ check: "remember", name: "ready", contract: "SystemPause", view: "guardianReadyAt" }],
        intervention: [{ do: "wait", with: { until } }],
        expect: [
          { check: "state", contract: "SystemPause", view: "guardianReadyAt", equals: { value: "ready" } },
          { check: "state", contract: "SystemPause", view: "guardianReadyAt", atMost: until },
        ],
      },
      (chain) => {
        chain.guardianReadyAt = 5_000n;
      },
    );
    assert.equal(chain.clock.now, 5_005n);
    assert.equal(
      told.happened,
      "SystemPause.guardianReadyAt 5000; SystemPause.guardianReadyAt 5000, at most 5005",
    );
    assert.equal(told.expected, told.happened);
  });

  it("waits for active time in one block, and for no more than is missing while it stands still", async () => {
    const wait = (plus: number) => ({ do: "wait", with: { until: { value: "now", plus }, clock: "active" } });
    const now = { check: "remember", name: "now", contract: "SystemPause", view: "activeTime" };
    const at = (plus: number) => ({
      check: "state",
      contract: "SystemPause",
      view: "activeTime",
      equals: { value: "now", plus },
    });
    const { chain, first, told } = await play({
      steady: [now],
      intervention: [
        wait(500),
        at(500),
        { as: "guardian", do: "guardian-pause" },
        wait(601),
        at(501),
        RESUME,
        wait(701),
        at(701),
      ],
    });
    assert.equal(told.happened, told.expected);
    assert.equal(chain.clock.block - first, 5);
  });

  it("has every module refuse a call while the system is paused", async () => {
    const { told } = await play({
      intervention: [
        { as: "guardian", do: "guardian-pause" },
        { do: "try-every-module", refused: "SystemPaused" },
      ],
      wayBack: [RESUME],
    });
    assert.match(told.expected, /IdentityRegistry\.setRoles SystemPaused, /);
    assert.match(told.happened, /IdentityRegistry\.setRoles reverted without data, /);
  });

  it("is read at blocks that follow from where it begins, whatever comes of it", async () => {
    const { chain, driver, scene, first, moments } = await play({
      steady: [PAUSED(false)],
      intervention: [
        { as: "owner", do: "set-unbonding", with: { seconds: 700_000 } },
        { do: "wait", with: { seconds: 60 } },
        { as: "guardian", do: "guardian-pause" },
        { do: "try-every-module", refused: "SystemPaused" },
        PAUSED(true),
      ],
      wayBack: [RESUME],
    });
    const again = await passThrough(scene, first, { at: () => driver, make: async () => undefined });
    assert.deepEqual(
      again.map(({ block }) => block),
      moments.map(({ block }) => block),
    );
    assert.equal(moments.at(-1)?.block, chain.clock.block);
  });
});
