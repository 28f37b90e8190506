/** Loaded before the takeoff: its mirror of the contracts' division of money is one wei off. */
import { registerHooks } from "node:module";

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith("/src/economics/settlement.ts")) return loaded;
    const source = String(loaded.source).replace(
      'payee: job.agent, amountWei: agentWei, reason: "AgentReward"',
      'payee: job.agent, amountWei: agentWei + 1n, reason: "AgentReward"',
    );
    return { ...loaded, source };
  },
});
