import { inReports, PATHS } from "../../model/layout.ts";
import type { PlanRequest } from "../../model/plan-request.ts";
import { receiptPath } from "../../model/receipts.ts";
import { npmRun } from "../../model/scripts.ts";
import { WAD } from "../../model/units.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { planText } from "../canonical.ts";
import { Dice } from "./dice.ts";
import { type DraftJob, draftJobs, type Place, tracksOf } from "./jobs.ts";
import { draftAgents, draftCouncil, draftValidators, slug } from "./people.ts";
import { SHARED_JOBS, SHARED_LAYERS } from "./shared.ts";
import { CITIES, COUNTRIES, KPIS, PROGRAMMES, REGIONS } from "./words.ts";

/** One file of a generated mission. */
export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

/** The schema lies beside the plan, where editors find it without a network. */
export const SCHEMA_FILE = "plan.schema.json";
export const PLAN_FILE_NAME = "project-plan.json";

const MOST_CITIES = 8;
const JOBS_OF_A_CITY = 4;
const NATION: Place = { field: null, name: "" };

interface Names {
  readonly country: string;
  readonly programme: string;
  readonly domain: string;
}

/** The plan, or for the shared template the plan of both layers and theirs, the one to run first. */
export function generatePlans(request: PlanRequest): GeneratedFile[] {
  const dice = new Dice(request.seed);
  const country = dice.pick(COUNTRIES);
  const names: Names = { country, programme: dice.pick(PROGRAMMES), domain: `${slug(country)}.eth` };
  const council = draftCouncil(dice, request.council, names.domain);
  switch (request.template) {
    case "minimal":
      return [file(PLAN_FILE_NAME, minimal(dice, request, names, council))];
    case "national":
      return [file(PLAN_FILE_NAME, national(dice, request, names, council))];
    case "planetary":
      return [file(PLAN_FILE_NAME, planetary(dice, request, names, council))];
    case "shared":
      return [
        file(PLAN_FILE_NAME, shared(dice, names, council)),
        file("national.json", national(dice, request, names, council)),
        file("planetary.json", planetary(dice, request, names, council)),
      ];
  }
}

function file(name: string, plan: object): GeneratedFile {
  return { name, text: planText({ $schema: SCHEMA_FILE, ...plan }) };
}

function minimal(
  dice: Dice,
  { jobs: count }: PlanRequest,
  { country, programme, domain }: Names,
  council: object[],
) {
  const jobs = draftJobs(dice, count, [NATION]);
  return {
    initiative: `${country} ${programme}`,
    objective: `Take ${counted(count, "job")} from survey to proof, each paid only for what independent validators accepted.`,
    budget: { currency: "AGIALPHA", total: totalOf(jobs) },
    governance: governanceOf(domain),
    participants: {
      ...(council.length > 0 ? { council } : {}),
      agents: draftAgents(jobs, [NATION], domain),
      validators: draftValidators(dice, tracksOf(count, 1), domain),
    },
    jobs: jobs.map(({ json }) => json),
    reporting: NATIONAL_REPORTING,
  };
}

function national(
  dice: Dice,
  { jobs: count }: PlanRequest,
  { country, programme, domain }: Names,
  council: object[],
) {
  const cities = dice.shuffle(CITIES).slice(0, Math.min(MOST_CITIES, Math.ceil(count / JOBS_OF_A_CITY)));
  const places = cities.map((name): Place => ({ field: "city", name }));
  const jobs = draftJobs(dice, count, places);
  return {
    initiative: `${country} ${programme}`,
    objective: `Make supply and care in ${counted(cities.length, "city", "cities")} of ${country} hold through a bad season, with every payment tied to a result that independent validators accepted.`,
    budget: { currency: "AGIALPHA", total: totalOf(jobs), allocations: allocationsOf(jobs, places) },
    governance: { ...governanceOf(domain), controlScripts: NATIONAL_SCRIPTS },
    participants: participantsOf(dice, "National mission desk", jobs, places, domain, council),
    jobs: jobs.map(({ json }) => json),
    reporting: NATIONAL_REPORTING,
  };
}

function planetary(dice: Dice, request: PlanRequest, { country, domain }: Names, council: object[]) {
  const regions = Array.from({ length: request.regions }, (_, index) => regionAt(dice, index));
  const places = regions.map(({ id }): Place => ({ field: "region", name: id }));
  const jobs = draftJobs(dice, request.jobs, places);
  return {
    initiative: `${country} Commons`,
    objective: `Coordinate ${counted(regions.length, "regional programme")} under one council, so that money and evidence cross borders without a central operator.`,
    budget: { currency: "AGIALPHA", total: totalOf(jobs), allocations: allocationsOf(jobs, places) },
    governance: {
      ...governanceOf(domain),
      quadraticVoting: votingOf(domain),
      controlScripts: PLANETARY_SCRIPTS,
    },
    regions,
    participants: participantsOf(dice, "Planetary planning desk", jobs, places, domain, council),
    jobs: jobs.map(({ json }) => json),
    reporting: PLANETARY_REPORTING,
  };
}

/** Binds the two layers, and settles a few jobs of its own on their receipts. */
function shared(dice: Dice, { country, domain }: Names, council: object[]) {
  const total = SHARED_JOBS.reduce((sum, { reward }) => sum + Number(reward), 0);
  return {
    initiative: `${country} Coordination Mission`,
    objective:
      "Bind a national programme and its regions into one rehearsed mission whose every payment can be checked by re-execution.",
    budget: { currency: "AGIALPHA", total: String(Math.ceil((total * 1.2) / 1_000) * 1_000) },
    governance: {
      ...governanceOf(domain),
      quadraticVoting: votingOf(domain),
      controlScripts: NATIONAL_SCRIPTS,
    },
    coordinationLayers: SHARED_LAYERS,
    participants: {
      metaOrchestrator: orchestratorOf(domain, "Mission desk of both layers"),
      ...(council.length > 0 ? { council } : {}),
      agents: SHARED_LAYERS.map(({ id }) => ({
        handle: `${slug(id)}.desk.${domain}`,
        role: "Coordination desk",
        regions: [id],
        capabilities: ["Receipt verification", "Reconciliation"],
      })),
      validators: draftValidators(dice, SHARED_JOBS.length, `desk.${domain}`),
    },
    jobs: SHARED_JOBS,
    reporting: {
      artifacts: {
        national: inReports(PATHS.nationalReport),
        planetary: inReports(PATHS.planetaryReport),
      },
      dashboards: [inReports(PATHS.ownerDiagram)],
    },
    layers: [
      { id: "national", plan: "national.json" },
      { id: "planetary", plan: "planetary.json" },
    ],
  };
}

function regionAt(dice: Dice, index: number) {
  const known = REGIONS[index % REGIONS.length] as (typeof REGIONS)[number];
  const turn = Math.floor(index / REGIONS.length);
  const [id, name] =
    turn === 0 ? [known.id, known.name] : [`${known.id}-${turn + 1}`, `${known.name} ${turn + 1}`];
  return { id, name, goal: known.goal, kpis: dice.shuffle(KPIS).slice(0, 2) };
}

function participantsOf(
  dice: Dice,
  role: string,
  jobs: readonly DraftJob[],
  places: readonly Place[],
  domain: string,
  council: object[],
) {
  return {
    metaOrchestrator: orchestratorOf(domain, role),
    ...(council.length > 0 ? { council } : {}),
    agents: draftAgents(jobs, places, domain),
    validators: draftValidators(dice, tracksOf(jobs.length, places.length), domain),
  };
}

function orchestratorOf(domain: string, role: string) {
  return { handle: `orchestrator.${domain}`, role, capabilities: ["Post jobs in order", "Publish receipts"] };
}

function governanceOf(domain: string) {
  return {
    owner: `owner.${domain}`,
    pauseAuthority: "SystemPause",
    treasury: `treasury.${domain}`,
    thermostat: {
      initialTemperature: "0.25",
      emergencyTemperature: "0.45",
      updateScript: `${npmRun("thermostatUpdate")} -- --network localhost`,
    },
  };
}

function votingOf(domain: string) {
  return { contract: "QuadraticGovernor", timelock: `timelock.${domain}`, executionDelayDays: 3 };
}

/** A tenth more than everything costs, in whole thousands. */
function totalOf(jobs: readonly DraftJob[]): string {
  const costWei = jobs.reduce((sum, job) => sum + job.costWei, 0n);
  return thousandsOf(costWei + costWei / 10n);
}

/** Each place's jobs with fees and bonuses, in whole thousands. */
function allocationsOf(jobs: readonly DraftJob[], places: readonly Place[]): Record<string, string> {
  return Object.fromEntries(
    places.map(({ name }) => {
      const own = jobs.filter(({ place }) => place.name === name);
      return [name, thousandsOf(own.reduce((sum, { costWei }) => sum + costWei, 0n))];
    }),
  );
}

function thousandsOf(wei: bigint): string {
  const step = 1_000n * WAD;
  return formatAmount(((wei + step - 1n) / step) * step);
}

const NATIONAL_SCRIPTS = {
  commandCenter: `${npmRun("commandCenter")} -- --network localhost --format markdown`,
  parameterMatrix: `${npmRun("parameters")} -- --network localhost --format markdown`,
  pauseDrill: npmRun("pauseTest"),
};
const PLANETARY_SCRIPTS = {
  missionControl: `${npmRun("missionControl")} -- --network localhost --format markdown`,
  rewardEngine: `${npmRun("rewardEngineUpdate")} -- --network localhost`,
};
const NATIONAL_REPORTING = {
  artifacts: {
    report: inReports(PATHS.nationalReport),
    receipts: [inReports(receiptPath("national-mission")), inReports(receiptPath("national-governance"))],
  },
  dashboards: [inReports(PATHS.nationalReport)],
};
const PLANETARY_REPORTING = {
  artifacts: {
    report: inReports(PATHS.planetaryReport),
    receipts: [inReports(receiptPath("planetary-mission")), inReports(receiptPath("treasury"))],
  },
  dashboards: [inReports(PATHS.planetaryReport)],
};
