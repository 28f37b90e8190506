import type { ConstellationGroup, ConstellationNode } from "../../model/constellation.ts";
import { SCRIPTS, TAKEOFF_ALIAS } from "../../model/scripts.ts";

/** The parts of the system, by the layer that they belong to. */
export const GROUPS: readonly ConstellationGroup[] = [
  {
    id: "LocalSovereign",
    label: "National Automation Layer",
    nodes: [
      { id: "N0", label: "Orchestrator mission@v2" },
      { id: "N1", label: "JobRegistry" },
      { id: "N2", label: "StakeManager" },
      { id: "N3", label: "ValidationModule" },
      { id: "N4", label: "DisputeModule" },
      { id: "N5", label: "Thermostat" },
      { id: "N6", label: "SystemPause" },
    ],
  },
  {
    id: "PlanetaryCouncil",
    label: "Planetary Coordination Layer",
    nodes: [
      { id: "G0", label: "Global Planner" },
      { id: "G1", label: "Quadratic Governor" },
      { id: "G2", label: "Treasury Multisig" },
      { id: "G3", label: "RewardEngineMB" },
      { id: "G4", label: "Regional Executors" },
    ],
  },
  {
    id: "Observability",
    label: "Mission Intelligence",
    nodes: [
      { id: "O0", label: "Receipts & Logs" },
      { id: "O1", label: "Thermodynamics Report" },
      { id: "O2", label: "Owner Dashboards" },
      { id: "O3", label: "Mermaid Atlases" },
    ],
  },
];

/** Who talks to whom over a mission's life. */
export const PARTICIPANTS: readonly ConstellationNode[] = [
  { id: "Nation", label: `Nation Run (${TAKEOFF_ALIAS})` },
  { id: "Council", label: `Council Run (${SCRIPTS.global.name})` },
  { id: "Owner", label: "Owner Suite" },
  { id: "Telemetry", label: "Reporting Stack" },
];
