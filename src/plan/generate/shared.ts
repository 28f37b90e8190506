import { FOLDERS, inReports } from "../../model/layout.ts";
import { receiptPath } from "../../model/receipts.ts";

const NATIONAL = inReports(FOLDERS.national);
const PLANETARY = inReports(FOLDERS.planetary);

/** What the plan of both layers coordinates. */
export const SHARED_LAYERS = [
  {
    id: "CITIES",
    description: "The national programme, seen through the receipts of its jobs.",
    dataSources: [inReports(receiptPath("national-mission"))],
  },
  {
    id: "REGIONS",
    description: "The regional executors with their budgets.",
    dataSources: [inReports(receiptPath("planetary-mission"))],
  },
  {
    id: "RESERVE",
    description: "Treasury and rewards of both layers.",
    dataSources: [inReports(receiptPath("treasury"))],
  },
];

/** Coordination jobs, each settled on digests of what a stage has left by then. */
export const SHARED_JOBS = [
  {
    id: "NATIONAL-INTAKE",
    title: "Take up the national receipts and check them against the chain",
    region: "CITIES",
    reward: "60000",
    deadlineDays: 14,
    dependencies: [],
    energyBudget: "12000",
    thermodynamicProfile: {
      expectedEntropy: "0.12",
      adjustmentOnDelay: "raise-temperature",
      validatorBonus: "0.02",
    },
    evidence: [inReports(receiptPath("national-mission")), inReports(receiptPath("national-governance"))],
  },
  {
    id: "REGIONAL-CASCADE",
    title: "Carry schedules and budgets over into the regional executors",
    region: "REGIONS",
    reward: "80000",
    deadlineDays: 21,
    dependencies: ["NATIONAL-INTAKE"],
    energyBudget: "18000",
    thermodynamicProfile: {
      expectedEntropy: "0.15",
      adjustmentOnDelay: "double-validator-bonus",
      validatorBonus: "0.03",
    },
    evidence: [inReports(receiptPath("planetary-mission")), inReports(receiptPath("planetary-governance"))],
  },
  {
    id: "TREASURY-REVIEW",
    title: "Reconcile treasury payments and rewards of both layers",
    region: "RESERVE",
    reward: "70000",
    deadlineDays: 18,
    dependencies: ["REGIONAL-CASCADE"],
    energyBudget: "15000",
    thermodynamicProfile: { expectedEntropy: "0.1", adjustmentOnDelay: "trigger-pause-check" },
    evidence: [
      `${NATIONAL}/governance-kit.json`,
      `${PLANETARY}/governance-kit.json`,
      inReports(receiptPath("treasury")),
    ],
  },
];
