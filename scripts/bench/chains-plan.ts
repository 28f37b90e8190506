const CHAINS = 10;
const AGENTS = 2;
const VALIDATORS = 5;
const REWARD = 10;

/**
 * A national plan of linear chains of jobs: as wide for a thousand jobs as for a hundred, so that what a job costs can
 * be compared.
 */
export function chainsPlan(jobs: number) {
  return {
    initiative: `Chains of ${jobs} jobs`,
    objective: "Shows what one further job costs.",
    budget: { currency: "AGIALPHA", total: `${jobs * REWARD}`, allocations: {} },
    governance: {
      owner: "owner.chains.eth",
      pauseAuthority: "SystemPause",
      treasury: "treasury.chains.eth",
      thermostat: {
        initialTemperature: "0.2",
        emergencyTemperature: "0.4",
        updateScript: "npm run thermostat:update",
      },
    },
    participants: {
      council: [{ handle: "council.chains.eth", role: "Delegate", stake: "50" }],
      agents: numbered(AGENTS, (number) => ({
        handle: `agent-${number}.chains.eth`,
        role: "Builder",
        regions: [],
        capabilities: [],
      })),
      validators: numbered(VALIDATORS, (number) => ({
        handle: `validator-${number}.chains.eth`,
        stake: `${jobs * REWARD}`,
        mandate: "Safety",
      })),
    },
    jobs: numbered(jobs, jobOf),
    reporting: { artifacts: {}, dashboards: [] },
  };
}

function jobOf(number: number) {
  return {
    id: `JOB-${number}`,
    title: `Job ${number}`,
    reward: `${REWARD}`,
    deadlineDays: 5,
    dependencies: number > CHAINS ? [`JOB-${number - CHAINS}`] : [],
    energyBudget: "1",
    thermodynamicProfile: { expectedEntropy: "0.1", adjustmentOnDelay: "raise-temperature" },
  };
}

/** Numbers count from 1. */
function numbered<Item>(count: number, make: (number: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
