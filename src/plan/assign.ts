export interface AgentToAssign {
  readonly handle: string;
  readonly regions: readonly string[];
}

export interface JobToAssign {
  readonly city?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Chooses an agent for each job: among those who serve its city, else its region, else among those who serve
 * everything, else among all; in turn, in plan order. An agent that also validates is passed over while too few
 * other validators would remain for a committee.
 *
 * @param agents at least one
 * @returns one agent for each job, in the jobs' order
 */
export function assignAgents<Agent extends AgentToAssign>(
  jobs: readonly JobToAssign[],
  agents: readonly Agent[],
  validators: ReadonlySet<string>,
  committeeSize: number,
): Agent[] {
  const judgeable = agents.filter(({ handle }) => {
    return validators.size - (validators.has(handle) ? 1 : 0) >= committeeSize;
  });
  const pools = new Pools(judgeable.length > 0 ? judgeable : agents);
  return jobs.map((job) => pools.next(job));
}

class Pools<Agent extends AgentToAssign> {
  readonly #everyone: readonly Agent[];
  readonly #byPlace: ReadonlyMap<string, readonly Agent[]>;
  readonly #turns = new Map<readonly Agent[], number>();

  constructor(agents: readonly Agent[]) {
    const general = agents.filter(({ regions }) => regions.length === 0);
    this.#everyone = general.length > 0 ? general : agents;
    this.#byPlace = byPlace(agents);
  }

  next({ city, region }: JobToAssign): Agent {
    const pool = this.#at(city) ?? this.#at(region) ?? this.#everyone;
    const turn = this.#turns.get(pool) ?? 0;
    this.#turns.set(pool, turn + 1);
    const agent = pool[turn % pool.length];
    if (!agent) throw new RangeError("there are no agents to assign");
    return agent;
  }

  #at(place: string | undefined): readonly Agent[] | undefined {
    return place === undefined ? undefined : this.#byPlace.get(place);
  }
}

function byPlace<Agent extends AgentToAssign>(agents: readonly Agent[]): Map<string, Agent[]> {
  const places = new Map<string, Agent[]>();
  for (const agent of agents) {
    for (const place of new Set(agent.regions)) {
      const pool = places.get(place);
      if (pool) pool.push(agent);
      else places.set(place, [agent]);
    }
  }
  return places;
}
